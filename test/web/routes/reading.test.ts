// Who is shown metrics and faults, and who is told only that the process lives.
import { describe, expect, it } from 'vitest';
import type { WebOptions } from '../../../src/web/options.ts';
import { serve } from '../make/served.ts';

const FAULTS = ['the ledger does not answer (DPS2501)', 'site \u001b[2JP01\nis held'];
const SHOWN = 'the ledger does not answer (DPS2501)\nsite \\u{1b}[2JP01\\nis held\n';
const unwell = async () => FAULTS;

/** A server that the network could reach, by an address that this machine reaches it at. */
async function serveOpenly(about: Partial<WebOptions> = {}) {
  const served = await serve({ listen: '0.0.0.0:0', ...about });
  return { ...served, address: `http://127.0.0.1:${new URL(served.address).port}` };
}

async function get(address: string, path: string, token?: string): Promise<string> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${address}${path}`, { headers });
  return `${response.status} ${await response.text()}`;
}

describe('on loopback', () => {
  it('metrics are shown in the form that they are in', async () => {
    const { address } = await serve();
    const response = await fetch(`${address}/metrics`);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4');
    expect(await response.text()).toBe('up 1\n');
  });

  it('faults are shown, a line each', async () => {
    const { address } = await serve({ findFaults: unwell });
    expect(await get(address, '/readyz')).toBe(`503 ${SHOWN}`);
    expect(await get(address, '/healthz')).toBe('200 ok\n');
  });

  it('all is well where there are none', async () => {
    const { address } = await serve();
    expect(await get(address, '/readyz')).toBe('200 ready\n');
  });

  it('a state that cannot be read is a fault', async () => {
    const { address } = await serve({ findFaults: () => Promise.reject(new Error('the disk is gone')) });
    expect(await get(address, '/readyz')).toBe('503 the disk is gone\n');
  });

  it('an answer that does not come is not waited for', async () => {
    const never = new Promise<never>(() => undefined);
    const { address } = await serve({
      limits: { requestTime: 1000 },
      findFaults: () => never,
      readMetrics: () => never,
    });
    const answers = await Promise.all([get(address, '/readyz'), get(address, '/metrics')]);
    expect(answers).toEqual(['503 Not available\n', '503 Not available\n']);
  });

  it('the configured token is wanted all the same', async () => {
    const { address } = await serve({ findMetricsToken: () => 'scrape-me' });
    expect(await get(address, '/metrics')).toBe('401 A token is needed\n');
  });
});

describe('off loopback', () => {
  it('nobody is shown more than whether it is well', async () => {
    const { address } = await serveOpenly({ findFaults: unwell });
    expect(await get(address, '/healthz')).toBe('200 ok\n');
    expect(await get(address, '/readyz')).toBe('503 not ready\n');
    expect(await get(address, '/metrics')).toBe('404 Not found\n');
    expect(await get(address, '/metrics', '')).toBe('404 Not found\n');
  });

  it('who has the token is shown metrics and faults', async () => {
    const { address } = await serveOpenly({ findFaults: unwell, findMetricsToken: () => 'scrape-me' });
    expect(await get(address, '/metrics', 'scrape-me')).toBe('200 up 1\n');
    expect(await get(address, '/readyz', 'scrape-me')).toBe(`503 ${SHOWN}`);
    expect(await get(address, '/metrics', 'scrape-you')).toBe('401 A token is needed\n');
    expect(await get(address, '/readyz', 'scrape-you')).toBe('503 not ready\n');
  });

  it.each([undefined, ''])('a token that is %j is nobody’s', async (token) => {
    const { address } = await serveOpenly({ findMetricsToken: () => token });
    for (const shown of [undefined, '', 'undefined']) {
      expect(await get(address, '/metrics', shown)).toBe('401 A token is needed\n');
    }
  });
});
