import type { Declaration, Declared } from '../../model/declaration.ts';

/** Where a declaration stands, and who put it there. */
type Where = Pick<Declared, 'source' | 'file' | 'commit' | 'author'>;

/** A declaration with its place. Written out: what a spread makes takes more memory, and there may be 100,000 of them. */
export function declaredAt(declaration: Declaration, { source, file, commit, author }: Where): Declared {
  const { line, column, key, entry, digest, revision, name, labels } = declaration;
  const { reason, wave, suspend, notBefore, notAfter } = declaration;
  return {
    line,
    column,
    key,
    entry,
    digest,
    revision,
    name,
    labels,
    reason,
    wave,
    suspend,
    notBefore,
    notAfter,
    source,
    file,
    commit,
    author,
    outdated: false,
  };
}
