import { dateTime, type RawTimeRange, type TimeRange } from '@grafana/data';

import { chartView } from './chartView';

const NOW = 1_700_000_000_000;

function range(raw: RawTimeRange, from: number, to: number): TimeRange {
  return { raw, from: dateTime(from), to: dateTime(to) };
}

const lastFiveMinutes = range({ from: 'now-5m', to: 'now' }, NOW - 300_000, NOW);
const chart = { format: 'timeseries' as const };

describe('chartView', () => {
  it('is so wide as the panel, and shows what the time range does', () => {
    expect(chartView(chart, { maxDataPoints: 250.5, range: lastFiveMinutes }, NOW)).toEqual({
      points: 250,
      spanMs: 300_000,
    });
  });

  it('is the same when the range is asked for again', () => {
    const again = range(lastFiveMinutes.raw, NOW - 299_998, NOW + 3);
    const of = (asked: TimeRange) => chartView(chart, { maxDataPoints: 250, range: asked }, NOW);
    expect(of(again)).toEqual(of(lastFiveMinutes));
  });

  it.each([
    ['a fixed beginning', range({ from: dateTime(NOW - 60_000), to: dateTime(NOW) }, NOW - 60_000, NOW), 60_000],
    ['the beginning of a day', range({ from: 'now/d', to: 'now' }, NOW - 7_200_000, NOW), 7_200_000],
    ['a range that has ended', range({ from: '2023', to: '2023' }, NOW - 90_000, NOW - 30_000), 90_000],
    ['a range that ends later', range({ from: 'now/d', to: 'now/d' }, NOW - 30_000, NOW + 60_000), 90_000],
  ])('keeps %s where it is', (_, asked, spanMs) => {
    expect(chartView(chart, { maxDataPoints: 250, range: asked }, NOW)).toEqual({
      points: 250,
      spanMs,
      fromMs: asked.from.valueOf(),
    });
  });

  it('is all that is buffered for tables, for what may be one, where that was asked for, and of unknown width', () => {
    const request = { maxDataPoints: 250, range: lastFiveMinutes };
    expect(chartView({ format: 'table' }, request, NOW)).toBeUndefined();
    expect(chartView({}, request, NOW)).toBeUndefined();
    expect(chartView({ ...chart, decimate: false }, request, NOW)).toBeUndefined();
    expect(chartView(chart, { range: lastFiveMinutes }, NOW)).toBeUndefined();
    expect(chartView(chart, { maxDataPoints: 250 }, NOW)).toBeUndefined();
  });
});
