// What a comparison goes by where less is known than a pass knows: facts of a file, an operator's config, or the base alone.
import type { Rules } from '../../declare/declare.ts';
import type { SiteCode } from '../../model/entry.ts';
import type { Facts } from '../../model/views/facts.ts';
import { planningWithoutConfig } from './planning-without-config.ts';
import { recordOfBase } from './record-of-base.ts';
import { recordOfFacts } from './record-of-facts.ts';
import type { Planning, SentRecord } from './sent-record.ts';

/** What is known besides the two sides. */
interface Basis {
  /** What `dpsync export` wrote; null where it was not given. */
  readonly facts: Facts | null;
  /** What the operator's config says of the source; null where none was named. */
  readonly operator: OperatorBasis | null;
}

/** What an operator's config says of a source. */
export interface OperatorBasis {
  /** What its files may declare. */
  readonly rules: Rules;
  readonly planning: Planning;
}

/** What the files may declare: as the operator says, else for the sites that the facts have. `site` stands for what names none. */
export function rulesOf({ facts, operator }: Basis, site: SiteCode | undefined): Rules {
  const codes = facts?.sites.map(({ code }) => code) ?? null;
  const only = codes?.length === 1 ? (codes[0] ?? null) : null;
  const rules = operator?.rules ?? { sites: codes, onlySite: only, allow: null };
  return site === undefined ? rules : { ...rules, onlySite: site };
}

/** What was sent where no ledger is asked: what the facts say, else what the base declares. */
export function recordWithoutLedger({ facts, operator }: Basis, now: number): SentRecord {
  const planning = operator?.planning ?? planningWithoutConfig(now);
  return facts ? recordOfFacts(facts, planning) : recordOfBase(planning);
}
