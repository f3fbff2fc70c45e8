// @ts-nocheck: what each shape's messages look like, `make` says.
// The messages that extraction benchmarks read: seeded, the same everywhere. Plain ES module, no dependencies.
// Each shape: how many distinct messages, how to make message i, the query as Tributary takes it, and the
// same work by hand on a JSON.parse result (`columns(o)` → one array per field, row by row).

function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const fixed = (x, digits) => Number(x.toFixed(digits));
const field = (path, name, type = 'number', role = 'value') => ({ path, name, type, role });

export const shapes = {
  // about 180 B, four numbers at the top level
  small: {
    count: 512,
    make(i, r) {
      return {
        e: 'ticker',
        E: 1700000000000 + i * 100,
        s: 'BTCUSDT',
        x: 'spot',
        p: fixed(43000 + r() * 10, 2),
        q: fixed(r(), 5),
        b: fixed(42999 + r(), 2),
        a: fixed(43001 + r(), 2),
        n: i,
        m: i % 2 === 0,
        id: 'trade-' + (1e9 + i),
      };
    },
    query: {
      fields: [field('$.E', 'time', 'time', 'time'), field('$.p', 'price'), field('$.b', 'bid'), field('$.a', 'ask')],
    },
    columns: (o) => [[o.E], [o.p], [o.b], [o.a]],
  },
  // about 1.7 KB, four values deep inside, most of the text skipped
  medium: {
    count: 256,
    make(i, r) {
      const side = (base, step) =>
        Array.from({ length: 20 }, (_, k) => [fixed(base + k * step + r(), 2), fixed(r() * 10, 4)]);
      return {
        channel: 'md.full',
        meta: { src: 'gw-3', tags: ['a', 'b', 'c', 'eu-west-1'], seq: i, desc: 'x'.repeat(300) },
        data: {
          symbol: 'ETH-EUR',
          book: { bids: side(2000, -0.5), asks: side(2001, 0.5) },
          stats: { d: { vwap: fixed(2000 + r(), 3), n: i }, h: { hi: fixed(2050 + r(), 2), lo: fixed(1950 + r(), 2) } },
          sensors: Array.from({ length: 8 }, (_, k) => ({
            id: 's' + k,
            name: 'sensor number ' + k,
            v: fixed(r() * 100, 3),
            ok: true,
          })),
        },
        ts: 1700000000000 + i,
      };
    },
    query: {
      fields: [
        field('$.ts', 'time', 'time', 'time'),
        field('$.data.book.bids[0][0]', 'bid'),
        field('$.data.stats.d.vwap', 'vwap'),
        field('$.data.sensors[3].v', 'sensor'),
      ],
    },
    columns: (o) => [[o.ts], [o.data.book.bids[0][0]], [o.data.stats.d.vwap], [o.data.sensors[3].v]],
  },
  // about 70 KB, 500 rows of three numbers
  batch: {
    count: 16,
    make(i, r) {
      return {
        ch: 'trades',
        data: Array.from({ length: 500 }, (_, k) => ({
          t: 1700000000000 + i * 500 + k,
          price: fixed(43000 + r() * 10, 2),
          size: fixed(r(), 5),
          side: k & 1 ? 'buy' : 'sell',
          id: 'trade-' + (1e9 + k),
          ex: 'binance',
          venue: 'spot',
          flags: [1, 2],
          note: 'ok',
        })),
      };
    },
    query: {
      fields: [
        field('$.data[*].t', 'time', 'time', 'time'),
        field('$.data[*].price', 'price'),
        field('$.data[*].size', 'size'),
      ],
    },
    columns: (o) => [o.data.map((d) => d.t), o.data.map((d) => d.price), o.data.map((d) => d.size)],
  },
  // the same batch, half of its rows wanted
  filter: {
    count: 16,
    make: (i, r) => shapes.batch.make(i, r),
    query: {
      rows: "$.data[?@.side == 'buy' && @.price > 43000]",
      fields: [field('@.t', 'time', 'time', 'time'), field('@.price', 'price'), field('@.size', 'size')],
    },
    columns(o) {
      const rows = o.data.filter((d) => d.side === 'buy' && d.price > 43000);
      return [rows.map((d) => d.t), rows.map((d) => d.price), rows.map((d) => d.size)];
    },
  },
  // prices as text and a label, as exchanges send them
  strings: {
    count: 512,
    make(i, r) {
      const symbol = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'ADAUSDT'][i % 4];
      return {
        stream: symbol.toLowerCase() + '@trade',
        data: {
          e: 'trade',
          E: 1721980800120 + i,
          s: symbol,
          t: 3690000000 + i,
          p: (64012.1 + r() * 10).toFixed(2),
          q: r().toFixed(8),
          T: 1721980800121 + i,
          m: i % 2 === 0,
          M: true,
        },
      };
    },
    query: {
      fields: [
        field('$.data.T', 'time', 'time', 'time'),
        field('$.data.p', 'price'),
        field('$.data.q', 'quantity'),
        field('$.data.s', 'symbol', 'string', 'label'),
      ],
    },
    columns: (o) => [[o.data.T], [Number(o.data.p)], [Number(o.data.q)], [o.data.s]],
  },
  // about 0.9 MB, two values at its end
  big: {
    count: 3,
    make(i, r) {
      return {
        type: 'snapshot',
        items: Array.from({ length: 9000 }, (_, k) => ({
          id: k,
          name: 'instrument ' + k,
          px: fixed(r() * 1000, 2),
          lvls: [k, k + 1, fixed(r(), 3)],
          d: 'some text "quoted" é',
        })),
        summary: { ts: 1700000000000 + i, total: { px: fixed(r() * 1e6, 2) } },
      };
    },
    query: { fields: [field('$.summary.ts', 'time', 'time', 'time'), field('$.summary.total.px', 'total')] },
    columns: (o) => [[o.summary.ts], [o.summary.total.px]],
  },
};

/** The messages of one shape, as text. */
export function messages(name, seed = 1) {
  const { count, make } = shapes[name];
  const r = random(seed);
  return Array.from({ length: count }, (_, i) => JSON.stringify(make(i, r)));
}
