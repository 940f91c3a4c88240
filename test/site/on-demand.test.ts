import { describe, expect, it, vi } from 'vitest';
import type { SiteCode } from '../../src/model/entry.ts';
import { openOnDemand } from '../../src/site/on-demand.ts';
import type { Site } from '../../src/site/site.ts';

const SETTINGS = { code: 'P01' as SiteCode, maxConcurrentCalls: 3, callTimeout: 60_000 };

type Methods = Omit<Site, 'code' | 'slots' | 'callTimeout' | 'clockOffset'>;

/** A site whose methods give their own name. */
function makeSite() {
  const answer = (name: keyof Methods) => vi.fn(async () => name) as never;
  const methods: Methods = {
    probe: answer('probe'),
    findGroups: answer('findGroups'),
    findPackages: answer('findPackages'),
    findAssignments: answer('findAssignments'),
    readMembers: answer('readMembers'),
    readJobs: answer('readJobs'),
    readStatus: answer('readStatus'),
    readStatusOfPackages: answer('readStatusOfPackages'),
    readMethodParameter: answer('readMethodParameter'),
    redistribute: answer('redistribute'),
    close: answer('close'),
  };
  const site: Site = { code: SETTINGS.code, slots: 3, callTimeout: 60_000, clockOffset: 250, ...methods };
  const open = vi.fn(async () => site);
  return { methods, open, onDemand: openOnDemand(SETTINGS, open) };
}

describe('a site that is opened on demand', () => {
  it('is not opened before it is asked, nor to be closed', async () => {
    const { onDemand, open } = makeSite();
    const { code, slots, callTimeout, clockOffset } = onDemand;
    expect({ code, slots, callTimeout, clockOffset }).toEqual({
      code: 'P01',
      slots: 3,
      callTimeout: 60_000,
      clockOffset: 0,
    });
    await onDemand.close();
    expect(open).not.toHaveBeenCalled();
  });

  it('hands every question on, with all that was given', async () => {
    const { onDemand, methods } = makeSite();
    for (const [name, method] of Object.entries(methods)) {
      const given = ['one', new AbortController().signal];
      const ask = onDemand[name as keyof Methods] as (...given: readonly unknown[]) => Promise<unknown>;
      expect(await ask(...given)).toBe(name);
      expect(method).toHaveBeenCalledWith(...(name === 'close' ? [] : given));
    }
    expect(onDemand.clockOffset).toBe(250);
  });

  it('is opened once', async () => {
    const { onDemand, open } = makeSite();
    await Promise.all([onDemand.probe(), onDemand.readMethodParameter()]);
    await onDemand.probe();
    expect(open).toHaveBeenCalledTimes(1);
  });
});
