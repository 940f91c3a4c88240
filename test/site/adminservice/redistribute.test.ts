import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/model/site/answer.ts';
import type { SimulatedFault } from '../../../src/simulator/fault.ts';
import { answering, makeScriptedSite } from '../../make/site/scripted-site.ts';
import { makeSimulatedSite } from '../../make/site/simulated-site.ts';
import { callOf } from '../contract.ts';

const OWN_ERROR = { error: { code: 'GenericFailure', message: 'No.' } };
const HTML = '<html>Bad gateway</html>';

/** What is to become of a call, by what the site does with it: contract section 2, case by case. */
const ACCEPTED = 'accepted';
const FOR_GOOD = 'rejected permanent entry';
const RETRY = 'rejected transient entry';
const SITE = 'rejected transient site';
const UNKNOWN = 'unknown';

const CASES: readonly (readonly [
  what: string,
  fault: SimulatedFault,
  outcome: string,
  code: string | null,
])[] = [
  ['201 and 0', answering(201, { ReturnValue: 0 }), ACCEPTED, null],
  ['200 and 0', answering(200, { '@odata.context': 'x', ReturnValue: 0 }), ACCEPTED, null],
  ['200 and 0 after a byte order mark', answering(200, '\ufeff{"ReturnValue":0}'), ACCEPTED, null],
  ['200 and 1', answering(200, { ReturnValue: 1 }), FOR_GOOD, 'DPS2030'],
  ['200 and -1', answering(200, { ReturnValue: -1 }), FOR_GOOD, 'DPS2030'],
  ['200 and 0.5', answering(200, { ReturnValue: 0.5 }), FOR_GOOD, 'DPS2030'],
  ['200 and "0"', answering(200, { ReturnValue: '0' }), UNKNOWN, 'DPS2042'],
  ['200 and null', answering(200, { ReturnValue: null }), UNKNOWN, 'DPS2042'],
  ['200 and false', answering(200, { ReturnValue: false }), UNKNOWN, 'DPS2042'],
  ['200 without ReturnValue', answering(200, {}), UNKNOWN, 'DPS2042'],
  ['200 and [0]', answering(200, [0]), UNKNOWN, 'DPS2042'],
  ['200 and 0 without more', answering(200, '0'), UNKNOWN, 'DPS2042'],
  ['200 and HTML', answering(200, HTML), UNKNOWN, 'DPS2042'],
  ['200 and cut JSON', answering(200, '{"ReturnValue":0'), UNKNOWN, 'DPS2042'],
  ['200 and nothing', answering(200, ''), UNKNOWN, 'DPS2042'],
  ['200 and an error body', answering(200, OWN_ERROR), UNKNOWN, 'DPS2042'],
  ['204', answering(204, ''), UNKNOWN, 'DPS2042'],
  ['301', answering(301, '', { location: '/elsewhere' }), UNKNOWN, 'DPS2043'],
  ['302', answering(302, '', { location: '/elsewhere' }), UNKNOWN, 'DPS2043'],
  ['304', answering(304, ''), UNKNOWN, 'DPS2043'],
  ['307', answering(307, '', { location: '/elsewhere' }), UNKNOWN, 'DPS2043'],
  ['400', answering(400, OWN_ERROR), FOR_GOOD, 'DPS2023'],
  ['400 and HTML', answering(400, HTML), FOR_GOOD, 'DPS2023'],
  ['401', answering(401, ''), SITE, 'DPS2020'],
  ['403', answering(403, OWN_ERROR), FOR_GOOD, 'DPS2021'],
  ['404 in its own words', answering(404, OWN_ERROR), FOR_GOOD, 'DPS2022'],
  ['404 and HTML', answering(404, HTML), SITE, 'DPS2026'],
  ['404 and nothing', answering(404, ''), SITE, 'DPS2026'],
  ['404 and another JSON', answering(404, { error: 'no', Message: 'No.' }), SITE, 'DPS2026'],
  ['405', answering(405, ''), FOR_GOOD, 'DPS2023'],
  ['407', answering(407, ''), FOR_GOOD, 'DPS2023'],
  ['408', answering(408, OWN_ERROR), UNKNOWN, 'DPS2043'],
  ['409', answering(409, ''), FOR_GOOD, 'DPS2023'],
  ['429', answering(429, OWN_ERROR), RETRY, 'DPS2024'],
  ['499', answering(499, ''), FOR_GOOD, 'DPS2023'],
  ['500 and its own error', answering(500, OWN_ERROR), FOR_GOOD, 'DPS2031'],
  [
    '500 and its own error, numbered',
    answering(500, { error: { code: -2147217407, message: 'x' } }),
    FOR_GOOD,
    'DPS2031',
  ],
  ['500 and HTML', answering(500, HTML), UNKNOWN, 'DPS2043'],
  ['500 and another JSON', answering(500, { error: 'no' }), UNKNOWN, 'DPS2043'],
  ['500 and 0', answering(500, { ReturnValue: 0 }), UNKNOWN, 'DPS2043'],
  ['501', answering(501, OWN_ERROR), UNKNOWN, 'DPS2043'],
  ['502', answering(502, HTML), UNKNOWN, 'DPS2043'],
  ['503', answering(503, HTML), RETRY, 'DPS2025'],
  ['504', answering(504, OWN_ERROR), UNKNOWN, 'DPS2043'],
  ['599', answering(599, ''), UNKNOWN, 'DPS2043'],
  ['a broken connection', { kind: 'drop', taken: true }, UNKNOWN, 'DPS2041'],
  ['a broken connection before the call is taken', { kind: 'drop', taken: false }, UNKNOWN, 'DPS2041'],
  [
    'half an answer',
    { kind: 'half', taken: true, body: '{"ReturnValue":0}', ending: 'break' },
    UNKNOWN,
    'DPS2041',
  ],
  [
    'half an answer and silence',
    { kind: 'half', taken: true, body: '{"Ret', ending: 'silence' },
    UNKNOWN,
    'DPS2040',
  ],
  ['silence', { kind: 'hang', taken: true }, UNKNOWN, 'DPS2040'],
  [
    '200 and more digits than count',
    answering(200, '{"ReturnValue":18446744073709551616}'),
    UNKNOWN,
    'DPS2042',
  ],
  ['more than 64 KiB', answering(200, `{"ReturnValue":0${' '.repeat(65_536)}}`), UNKNOWN, 'DPS2045'],
  [
    'more headers than are read',
    answering(200, { ReturnValue: 0 }, { long: 'x'.repeat(20_000) }),
    UNKNOWN,
    'DPS2042',
  ],
];

describe('what a call comes to', () => {
  it.each(CASES)('%s', async (_what, fault, outcome, code) => {
    const { site, connector, requests } = await makeScriptedSite(() => fault, {
      settings: { callTimeout: fault.kind === 'hang' || fault.kind === 'half' ? 400 : 10_000 },
    });
    const answer = await connector.redistribute(callOf(site));
    expect([show(answer), codeOf(answer)]).toEqual([outcome, code]);
    // Whatever it came to, it was sent once and nothing else was asked.
    expect(requests).toHaveLength(1);
  });
});

describe('the request', () => {
  it('is the one of the contract', async () => {
    const { site, connector, requests } = await makeSimulatedSite();
    const call = callOf(site);
    await connector.redistribute(call);
    expect(requests[0]).toMatchObject({
      method: 'POST',
      url: `/AdminService/wmi/SMS_DistributionPointGroup('${encodeURIComponent(call.groupId)}')/AdminService.ReDistributePackage`,
      headers: { 'content-type': 'application/json', accept: 'application/json', 'content-length': '24' },
    });
    expect(requests[0]?.url).toContain("('%7B");
    expect(requests[0]?.headers).not.toHaveProperty('authorization');
  });
});

describe('what the site says', () => {
  it('is kept on one line, short, and without control characters', async () => {
    const message = `line\r\n\u001b[31mred\u0000\u202e${'x'.repeat(5000)}`;
    const { site, connector } = await makeScriptedSite(() =>
      answering(500, { error: { code: '', message } }),
    );
    const answer = await connector.redistribute(callOf(site));
    if (answer.outcome !== 'rejected') throw new Error(answer.outcome);
    expect(answer.error.message).toMatch(
      /^The provider reported an error \(HTTP 500, line \[31mred x+…\)\.$/,
    );
    expect(answer.error.message.length).toBeLessThan(400);
  });
});

function show(answer: Answer): string {
  return answer.outcome === 'rejected' ? `rejected ${answer.finality} ${answer.scope}` : answer.outcome;
}

function codeOf(answer: Answer): string | null {
  return answer.outcome === 'accepted' ? null : answer.error.code;
}
