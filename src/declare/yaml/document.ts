import type { WrittenDocument } from '../../model/declaration.ts';
import type { Position } from '../../model/origin.ts';
import { findIdWarnings } from '../id-warnings.ts';
import { type Issue, toMistakes } from '../mistakes.ts';
import { findHeaderFault } from '../ours.ts';
import { RedistributionForm, type Written } from '../written.ts';
import { MOST_LISTED, type YamlFault } from './fault.ts';
import type { PlainDocument } from './plain.ts';

/** A document of ours as it was written, or null and what is wrong with it. */
interface ReadDocument {
  readonly written: WrittenDocument | null;
  readonly faults: readonly YamlFault[];
  readonly warnings: readonly YamlFault[];
}

/** Checks a document of ours against the written form, and notes where its parts stand. */
export function readDocument(plain: PlainDocument, positionAt: (offset: number) => Position): ReadDocument {
  const header = findHeaderFault(plain);
  if (header) return broken(plain, [header]);
  const checked = RedistributionForm.safeParse(plain.value);
  if (!checked.success) return broken(plain, formFaults(checked.error.issues, plain));
  if (plain.faults.length > 0) return broken(plain, []);
  const written = place(checked.data, (...path) => positionAt(plain.nodeAt(path).range[0]));
  return { written, faults: [], warnings: findIdWarnings(checked.data, plain) };
}

function broken(plain: PlainDocument, faults: readonly YamlFault[]): ReadDocument {
  return { written: null, faults: [...plain.faults, ...faults], warnings: [] };
}

function formFaults(issues: readonly Issue[], plain: PlainDocument): readonly YamlFault[] {
  const unreadable = new Set(plain.faults.filter(isAliasFault).map((fault) => fault.offset));
  const faults: YamlFault[] = [];
  for (const { name, path, part, message } of toMistakes(issues, plain.value)) {
    const offset = plain.nodeAt(path, part).range[0];
    // An alias that stands for nothing has been named already.
    if (!unreadable.has(offset)) faults.push({ name, offset, message });
    if (faults.length > MOST_LISTED) break;
  }
  return faults;
}

function isAliasFault(fault: YamlFault): boolean {
  return fault.name === 'unknownAlias' || fault.name === 'cyclicAlias';
}

function place(written: Written, positionOf: (...path: PropertyKey[]) => Position): WrittenDocument {
  const { metadata, spec } = written;
  return {
    ...positionOf(),
    name: metadata.name,
    // A spread leaves room for 16 more; a copy of it leaves none.
    labels: [...(metadata.labels ?? [])].slice(),
    site: spec.site === undefined ? null : { ...positionOf('spec', 'site'), code: spec.site },
    packages: spec.packages.map((item, index) => ({
      ...positionOf('spec', 'packages', index),
      id: typeof item === 'string' ? item : item.id,
      revision: typeof item === 'string' ? null : (item.revision ?? null),
    })),
    groups: spec.distributionPointGroups.map((name, index) => ({
      ...positionOf('spec', 'distributionPointGroups', index),
      name,
    })),
    revision: spec.revision,
    reason: spec.reason || null,
    wave: spec.wave,
    suspend: spec.suspend,
    notBefore: spec.notBefore ?? null,
    notAfter: spec.notAfter ?? null,
  };
}
