import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Estate, makeEstate } from '../../make/estate.ts';
import { redistribution } from '../../make/noun/redistribution.ts';

function makePlace(): Estate & Disposable {
  const estate = makeEstate({ url: 'http://127.0.0.1:1/AdminService' });
  return { ...estate, [Symbol.dispose]: () => estate.remove() };
}

describe('simulate', { timeout: 120_000 }, () => {
  it('serves the site that its own commands configure, until Ctrl-C', async () => {
    using place = makePlace();
    const running = place.start('simulate', '--log', 'site.log', '--groups', '1', '--packages', '1');
    await running.shown('auth: {type: none}\n');
    const [, url = ''] = /url: (http:\S+)/.exec(running.stdout()) ?? [];
    const answer = await fetch(`${url}/wmi/SMS_Site`);
    expect(answer.status).toBe(200);

    place.writeConfig(readFileSync(place.configFile, 'utf8').replace('http://127.0.0.1:1/AdminService', url));
    place.commit({ 'a.yaml': redistribution() });
    expect((await place.dpsync('apply', '--yes', '--first-run')).code).toBe(0);
    const [call = ''] = readFileSync(join(place.folder, 'site.log'), 'utf8').split('\n');
    expect(JSON.parse(call)).toMatchObject({ package: 'P0100001', group: 'Branch Offices 01' });

    running.kill('SIGINT');
    expect(await running.finished).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends with 1 where the port is taken', async () => {
    using place = makePlace();
    const running = place.start('simulate');
    await running.shown('auth: {type: none}\n');
    const [, port = ''] = /127\.0\.0\.1:(\d+)/.exec(running.stdout()) ?? [];
    const second = await place.dpsync('simulate', '--port', port);
    expect({ code: second.code, stdout: second.stdout }).toEqual({ code: 1, stdout: '' });
    expect(second.stderr).toContain(`cannot listen on 127.0.0.1:${port}`);
    running.kill('SIGTERM');
    expect((await running.finished).code).toBe(0);
  });
});
