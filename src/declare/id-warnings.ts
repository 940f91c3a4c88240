import { isScalar } from 'yaml';
import type { Written } from './written.ts';
import type { YamlFault } from './yaml/fault.ts';
import type { PlainDocument } from './yaml/plain.ts';
import { quote } from './yaml/quote.ts';

/** What YAML 1.1 or 1.2 takes for a number, as far as letters and digits go: `00100012`, `1E500012`, `0x1F0001`. */
const NUMBER = /^(?:[0-9]+(?:e[0-9]+)?|0x[0-9a-f]+|0o[0-7]+|0b[01]+)$/i;

/** Advice on ids that this program takes as they stand, and that others would damage. */
export function findIdWarnings({ spec }: Written, plain: PlainDocument): readonly YamlFault[] {
  const warnings: YamlFault[] = [];
  const look = (id: string, ...path: PropertyKey[]) => {
    if (!NUMBER.test(id)) return;
    const at = plain.nodeAt(path);
    const node = plain.follow(at);
    if (!isScalar(node) || node.type !== 'PLAIN') return;
    const message = `Put ${quote(String(node.value))} in quotes: other programs would read it as a number.`;
    warnings.push({ name: 'readsAsNumber', offset: at.range[0], message });
  };
  if (spec.site) look(spec.site, 'spec', 'site');
  for (const [index, item] of spec.packages.entries()) {
    if (typeof item === 'string') look(item, 'spec', 'packages', index);
    else look(item.id, 'spec', 'packages', index, 'id');
  }
  return warnings;
}
