import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeRepository } from '../../../src/source/mirror/new-repository.ts';
import { runGit } from '../../make/git/temp-repo.ts';
import { makeTempFolder } from '../../make/temp-folder.ts';

it('makes a repository on main and commits what lies in its folder', async () => {
  using folder = makeTempFolder();
  const repository = await makeRepository(folder.path, { PATH: process.env.PATH });
  writeFileSync(join(folder.path, 'a.yaml'), 'one');
  const first = await repository.commitAll('First; $(echo no)');
  writeFileSync(join(folder.path, 'a.yaml'), 'two');
  const second = await repository.commitAll('Second');
  const log = runGit(folder.path, ['log', '--format=%H %s', 'main']);
  expect(log).toBe(`${second} Second\n${first} First; $(echo no)`);
  expect(runGit(folder.path, ['status', '--porcelain'])).toBe('');
  expect(runGit(folder.path, ['log', '--format=%an <%ae>', '-1'])).toBe('dpsync demo <demo@example.invalid>');
  expect(runGit(folder.path, ['config', '--local', 'user.name'])).toBe('dpsync demo');
});
