// The words that scripts say, in the language of the page, and its way of writing numbers.

const table = JSON.parse(document.getElementById("page-words").textContent);
const numbers = document.documentElement.dataset.numbers;

export function number(value, places = 0) {
  return value.toLocaleString(numbers, { minimumFractionDigits: places, maximumFractionDigits: places });
}

export function word(name, values = {}) {
  return table[name].replace(/%\((\w+)\)s/g, (_, key) => number(values[key]));
}
