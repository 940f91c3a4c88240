import { allSitesUnreachable, type Pass } from '../../compose/commands.ts';
import { escapeText } from '../../report/text/layout/escape.ts';

/** Why no site that a pass had to ask could be used, a line for each; undefined where one could, or none had to be. */
export function findUnreachable({ input: { facts } }: Pass): string | undefined {
  if (!allSitesUnreachable(facts)) return undefined;
  const reasons = [...facts.values()].flatMap((fact) =>
    fact.kind === 'unreachable' ? [`  ${escapeText(fact.message)} (${fact.code})`] : [],
  );
  return `dpsync: no site that had to be asked could be reached; nothing was called\n${reasons.join('\n')}\n`;
}
