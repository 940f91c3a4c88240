import type { SiteCode } from '../../model/entry.ts';
import type { Wire } from '../questions/wire.ts';
import { WQL } from './filter.ts';
import { siteNamespace } from './namespace.ts';
import { type Reader, readRows } from './rows.ts';

/**
 * The longest condition that is asked, in characters. WMI takes no query of more than 16,384 (WBEM_MAX_QUERY), and no more
 * ANDs and ORs than it says nowhere: below this there are some 80, and a question that is refused is asked in halves.
 */
const LONGEST_CONDITION = 2000;

/** Rows of a site over CIM. */
export function wireOver(reader: Reader, code: SiteCode): Wire {
  return {
    name: reader.name,
    dialect: WQL,
    longestCondition: () => LONGEST_CONDITION,
    readRows: (question) => readRows(reader, siteNamespace(code), question),
  };
}
