import asyncio

from mediant.stores.sqlite import SqliteStore
from mediant.stores.store import new_case


def test_it(tmp_path):
    s = SqliteStore(tmp_path / "s")
    c = new_case()
    s.create(c)

    async def go():
        await asyncio.gather(*(s.append(c, [b"%d" % i]) for i in range(100)))

    asyncio.run(go())
    assert list(s.read(c)) == [b"%d" % i for i in range(100)]
    s.export(c, tmp_path / "x")
    d = new_case()
    s.import_(d, tmp_path / "x")
    assert list(s.read(d)) == list(s.read(c))
    s.erase(c)
    assert s.cases() == (d,)
    s.close()
    s = SqliteStore(tmp_path / "s")
    assert len(list(s.read(d))) == 100
    s.close()
