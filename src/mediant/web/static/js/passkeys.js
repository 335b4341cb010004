// <form data-passkey="ADDRESS">: on submit the options come from that address, the browser makes or proves a passkey, and
// what it answers is sent in the field `credential`. Such a form is hidden where the browser has no passkeys.

const known = "credentials" in navigator && "parseCreationOptionsFromJSON" in (window.PublicKeyCredential ?? {});

async function credential(form) {
  const sent = new URLSearchParams(new FormData(form));
  sent.delete("credential");
  const response = await fetch(form.dataset.passkey, { method: "POST", body: sent });
  if (!response.ok) throw new Error(response.status);
  const options = await response.json();
  if ("user" in options) {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

for (const form of known ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-failed]");
    const button = form.querySelector("button");
    failed.hidden = true;
    button.disabled = true;
    try {
      form.elements.credential.value = JSON.stringify((await credential(form)).toJSON());
      form.submit();
    } catch {
      failed.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
}

for (const other of known ? [] : document.querySelectorAll("details.else")) other.open = true;
