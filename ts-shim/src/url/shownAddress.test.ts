import { shownAddress } from './shownAddress';

describe('shownAddress', () => {
  it.each([
    ['wss://feed.example/ws', 'wss://feed.example/ws'],
    ['wss://feed.example:8443/ws/abcusd@trade', 'wss://feed.example:8443/ws/abcusd@trade'],
    ['wss://[::1]:8080/', 'wss://[::1]:8080/'],
    ['feed.example/ws', 'feed.example/ws'],
    ['localhost:8080', 'localhost:8080'],
    ['wss://feed.example:99999', 'wss://feed.example:99999'],
    ['', ''],
  ])('shows %s', (address, shown) => {
    expect(shownAddress(address)).toBe(shown);
  });

  it.each([
    ['wss://feed.example/ws?token=secret', 'wss://feed.example/ws'],
    ['wss://feed.example?token=a@b/secret', 'wss://feed.example'],
    ['wss://feed.example/#secret', 'wss://feed.example/'],
    ['wss://secret@feed.example/ws', 'wss://feed.example/ws'],
    ['wss://user:secret@feed.example/ws', 'wss://feed.example/ws'],
    ['wss://user:secret@secret@feed.example', 'wss://feed.example'],
    ['wss:\n//user:secret@feed.example', 'wss://feed.example'],
    ['wss:/user:secret@feed.example', 'wss:/feed.example'],
    ['wss:\\\\user:secret@feed.example\\ws', 'wss:\\\\feed.example\\ws'],
    ['wss:user:secret@feed.example', 'feed.example'],
    ['user:secret@feed.example/ws', 'feed.example/ws'],
    ['wss://user:x?secret@feed.example', 'wss://…'],
    ['wss://user:x/secret@feed.example', 'wss://…'],
    ['wss://user:x#secret@feed.example', 'wss://…'],
  ])('shows %j without what may be secret', (address, shown) => {
    expect(shownAddress(address)).toBe(shown);
    expect(shown).not.toContain('secret');
  });
});
