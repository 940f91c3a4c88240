import { describe, expect, it } from 'vitest';
import { makeEstate } from '../../make/estate.ts';
import { redistribution } from '../../make/noun/redistribution.ts';
import type { Finished } from '../../make/process/running.ts';
import { wrongByPublished } from '../../make/published.ts';
import { makeStage } from '../../make/stage.ts';

interface Finding {
  readonly subject: string;
  readonly kind: string;
  readonly title: string;
  readonly remedy: string | null;
}

/** The findings of a document that fits its schema. */
function findingsOf({ stdout }: Finished): readonly Finding[] {
  const document = JSON.parse(stdout);
  expect(wrongByPublished('doctor', document)).toEqual([]);
  return document.findings;
}

describe('doctor', { timeout: 120_000 }, () => {
  it.concurrent('looks at everything, and ends with 0 where nothing failed', async () => {
    await using stage = await makeStage();
    stage.commit({ 'a.yaml': redistribution() });
    const result = await stage.dpsync('doctor', '-o', 'json');
    expect({ code: result.code, stderr: result.stderr }).toEqual({ code: 0, stderr: '' });
    const findings = findingsOf(result);
    const subjects = [...new Set(findings.map(({ subject }) => subject))];
    expect(subjects).toEqual(['node', 'git', 'config', 'source content', 'ledger', 'site P01']);
    expect(findings.filter(({ kind }) => kind === 'failure')).toEqual([]);
    expect(stage.calls()).toEqual([]);
  });

  it.concurrent('ends with 1 where a site cannot be used, and says what to do', async () => {
    const estate = makeEstate({ url: 'http://127.0.0.1:1/AdminService' });
    try {
      estate.commit({ 'a.yaml': redistribution() });
      const result = await estate.dpsync('doctor', '-o', 'json');
      expect(result.code).toBe(1);
      const failed = findingsOf(result).filter(({ kind }) => kind === 'failure');
      expect(failed).toMatchObject([{ subject: 'site P01' }]);
      expect(failed[0]?.remedy).not.toBeNull();
      const people = await estate.dpsync('doctor');
      expect(people.code).toBe(1);
      expect(people.stdout).toMatch(/^failure +site P01 /m);
      expect(people.stdout).toMatch(/\n {4}→ /);
    } finally {
      estate.remove();
    }
  });

  it.concurrent('names what is declared and the site does not show', async () => {
    await using stage = await makeStage({ config: 'guards: {firstRun: apply}' });
    stage.commit({ 'a.yaml': redistribution({ packages: [1], groups: [1, 'Nowhere'] }) });
    await stage.dpsync('apply', '--yes');
    const { code, stdout } = await stage.dpsync('doctor');
    expect(code).toBe(0);
    expect(stdout.toLowerCase()).toContain('nowhere');
  });

  it.concurrent('looks while an apply is calling, and names who holds the ledger', async () => {
    await using stage = await makeStage({ config: 'guards: {firstRun: apply}' });
    stage.commit({ 'a.yaml': redistribution() });
    stage.site.script(({ kind }) => (kind === 'call' ? { kind: 'hang', taken: true } : undefined));
    const asked = stage.called();
    const running = stage.start('apply', '--yes');
    await asked;
    const { code, stdout } = await stage.dpsync('doctor');
    expect(code).toBe(0);
    expect(stdout).toContain(String(running.pid));
  });
});
