import { describe, expect, it } from 'vitest';
import { progressLine } from '../../../../src/report/text/run/progress.ts';

function screen(about: { terminal?: boolean; width?: number } = {}) {
  const written: string[] = [];
  const clock = { now: 0 };
  const progress = progressLine({
    terminal: about.terminal ?? true,
    width: about.width ?? 80,
    write: (text) => {
      written.push(text);
    },
    now: () => clock.now,
  });
  return { written, clock, progress };
}

describe('the progress line', () => {
  it('shows how far the work is', () => {
    const { written, progress } = screen();
    progress.moved('Reading content', 2500, 10_000);
    expect(written).toEqual(['\r\u001b[KReading content [======                  ] 2,500/10,000']);
  });

  it('shows how far content is delivered, and how much of it failed', () => {
    const { written, clock, progress } = screen();
    progress.delivering({ success: 31, inProgress: 8, failed: 1, unknown: 0 });
    clock.now = 1000;
    progress.delivering({ success: 40, inProgress: 0, failed: 0, unknown: 0 });
    expect(written).toEqual([
      '\r\u001b[KDelivering [===================     ] 31/40 DPs, 1 failed',
      '\r\u001b[KDelivering [========================] 40/40 DPs',
    ]);
  });

  it('only counts where the total is not known', () => {
    const { written, progress } = screen();
    progress.moved('Fetching content', 12, null);
    expect(written).toEqual(['\r\u001b[KFetching content 12']);
  });

  it('leaves the bar out, and cuts, where the terminal is narrow', () => {
    const { written, progress } = screen({ width: 24 });
    progress.moved('Reading content\u001b[2J', 2500, 10_000);
    expect(written).toEqual(['\r\u001b[KReading content\\u{1b}[…']);
  });

  it('is drawn at most ten times a second', () => {
    const { written, clock, progress } = screen();
    for (; clock.now < 1000; clock.now += 10) progress.moved('Reading', clock.now, 1000);
    expect(written).toHaveLength(10);
  });

  it('leaves nothing behind', () => {
    const { written, progress } = screen();
    progress.cleared();
    progress.moved('Reading', 1, 2);
    progress.cleared();
    progress.cleared();
    expect(written.slice(1)).toEqual(['\r\u001b[K']);
  });

  it('is silent where there is no terminal', () => {
    const { written, progress } = screen({ terminal: false });
    progress.moved('Reading', 1, 2);
    progress.delivering({ success: 1, inProgress: 1, failed: 0, unknown: 0 });
    progress.cleared();
    expect(written).toEqual([]);
  });
});
