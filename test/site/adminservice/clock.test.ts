import { describe, expect, it } from 'vitest';
import { makeSiteClock } from '../../../src/site/adminservice/clock.ts';
import { answering, makeScriptedSite } from '../../make/site/scripted-site.ts';
import { rejection } from '../contract.ts';

const TOLD = 'Fri, 20 Nov 2026 08:00:00 GMT';
const AT = Date.UTC(2026, 10, 20, 8, 0, 0);
const IDENTIFIED = { value: [{ ThisSiteCode: 'P01' }] };

describe("the site's clock", () => {
  it('is half a second after what it told, since the header is cut off', () => {
    const clock = makeSiteClock();
    clock.note(TOLD, AT - 60_000);
    expect(clock.offset).toBe(60_500);
  });

  it.each([undefined, '', 'soon', '99 Nov 2026'])('is not moved by %j', (date) => {
    const clock = makeSiteClock();
    clock.note(TOLD, AT);
    clock.note(date, AT + 60_000);
    expect(clock.offset).toBe(500);
  });

  it('is compared with ours halfway between request and answer', async () => {
    let now = AT;
    const { connector } = await makeScriptedSite(
      () => {
        now += 10_000;
        return answering(200, IDENTIFIED, { date: TOLD });
      },
      { clock: () => now },
    );
    await connector.probe();
    expect(connector.clockOffset).toBe(500 - 5000);
  });

  it('is not what an error told: it may be that of something before the site', async () => {
    const { connector } = await makeScriptedSite(() => answering(502, '<html>', { date: TOLD }), {
      clock: () => 0,
    });
    await rejection(connector.probe());
    expect(connector.clockOffset).toBe(0);
  });
});
