// What a pass records of a file: it was read, or is passed over, and either way the ledger must know.
import type { Expanded } from '../../declare/declare.ts';
import type { FileRecord } from '../../ledger/ledger.ts';
import type { Declared } from '../../model/declaration.ts';
import type { LastChange, TreeFile } from '../../source/source.ts';
import { declaredAt } from './declared-at.ts';

/** A file that is new or changed. `declarations` null: it has a problem now, and keeps all that it had. */
export type ChangedFile = FileRecord & { readonly declarations: readonly Declared[] | null };

/** A file that is not read, and why. */
export function skippedFile(path: string, reason: string): ChangedFile {
  return {
    path,
    blob: '',
    commit: '',
    author: '',
    declares: false,
    problems: [],
    skipped: reason,
    declarations: [],
  };
}

/** A file that was read, before it is known who changed it last. */
export interface ReadFile extends TreeFile {
  readonly declaredBefore: boolean;
  readonly expanded: Expanded;
}

/** What is recorded of a file that was read, and whose last change is known. */
export function fileOf(file: ReadFile, source: string, { commit, author }: LastChange): ChangedFile {
  const { path, blob, declaredBefore, expanded } = file;
  if (expanded.kind === 'broken') {
    const { problems } = expanded;
    return {
      path,
      blob,
      commit,
      author,
      declares: declaredBefore,
      problems,
      skipped: null,
      declarations: null,
    };
  }
  const declarations = expanded.declarations.map((declaration) =>
    declaredAt(declaration, { source, file: path, commit, author }),
  );
  const declares = declarations.length > 0;
  return { path, blob, commit, author, declares, problems: [], skipped: null, declarations };
}
