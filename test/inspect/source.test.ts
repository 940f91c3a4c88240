import { describe, expect, it } from 'vitest';
import { runCheck } from '../../src/inspect/check.ts';
import { sourceCheck } from '../../src/inspect/source.ts';
import { Failure } from '../../src/model/failure.ts';
import type { Source } from '../../src/source/source.ts';
import { makeSource } from './make/source.ts';

const check = (source: Source) => runCheck(sourceCheck(source, undefined));

describe('a source', () => {
  it('is well where it can be fetched and holds a file that may declare', async () => {
    expect(await check(makeSource(['sites/office.yaml']))).toEqual([
      {
        subject: 'source content',
        kind: 'ok',
        title: 'can be fetched',
        detail: '1 file at aaaaaaaaaa',
        remedy: null,
      },
    ]);
  });

  it('is worth a warning where it lists no file at all, for that reads as removed', async () => {
    expect(await check(makeSource([]))).toMatchObject([
      { kind: 'warning', detail: expect.stringContaining('would read as removed') },
    ]);
  });

  it('says who signed its newest commit, and warns where nobody who counts did', async () => {
    const verify = async () => ({ verified: true, key: 'SHA256:abc (ada)' }) as const;
    expect(await check(makeSource(['a.yaml'], { verify }))).toMatchObject([
      { kind: 'ok' },
      { kind: 'ok', title: "is signed by one of the operator's keys", detail: 'SHA256:abc (ada)' },
    ]);
    const refuse = async () => ({ verified: false, message: 'is not signed' }) as const;
    expect(await check(makeSource(['a.yaml'], { verify: refuse }))).toMatchObject([
      { kind: 'ok' },
      { kind: 'warning', detail: 'Commit aaaaaaaaaa is not signed: what it brings is held.' },
    ]);
  });

  it('that cannot be fetched is a failure that says why', async () => {
    const fetch = () => Promise.reject(new Failure({ code: 'DPS3010' }, 'content: no such branch main.'));
    expect(await check(makeSource([], { fetch }))).toMatchObject([
      { kind: 'failure', title: 'cannot be fetched', detail: 'DPS3010: content: no such branch main.' },
    ]);
  });

  it('that breaks after the fetch is a failure too', async () => {
    const changes = () => Promise.reject(new Failure({ code: 'DPS3020' }, 'The mirror is damaged.'));
    expect(await check(makeSource([], { changes }))).toMatchObject([
      { kind: 'failure', title: 'cannot be looked at', detail: 'DPS3020: The mirror is damaged.' },
    ]);
  });

  it('is fetched with the signal that ends it', async () => {
    const controller = new AbortController();
    const signals: (AbortSignal | undefined)[] = [];
    const fetch = async (signal?: AbortSignal) => {
      signals.push(signal);
      return 'c'.repeat(40);
    };
    await runCheck(sourceCheck(makeSource(['a.yaml'], { fetch }), controller.signal));
    expect(signals).toEqual([controller.signal]);
  });
});
