import { propertiesOf, type Question, type Wire } from '../questions/wire.ts';
import { ODATA } from './filter.ts';
import { readRows } from './rows.ts';
import type { Session } from './session.ts';

/** The longest address that is asked, in characters: under the contract's 4 KB. */
const LONGEST_ADDRESS = 4000;

/** Rows of a site over its AdminService. */
export function wireOver(session: Session): Wire {
  const addressOf = (question: Omit<Question<unknown>, 'signal'>) =>
    `${session.url}/wmi/${question.className}${queryOf(question)}`;
  return {
    name: session.name,
    dialect: ODATA,
    longestCondition: ({ className, row }) =>
      LONGEST_ADDRESS - addressOf({ className, row, condition: '' }).length,
    readRows: ({ row, signal, spend, ...rest }) =>
      readRows(session, { address: addressOf({ row, ...rest }), row, signal, spend }),
  };
}

function queryOf(question: Omit<Question<unknown>, 'signal'>): string {
  const filter = question.condition === undefined ? '' : `$filter=${question.condition}&`;
  return `?${filter}$select=${propertiesOf(question).join()}`;
}
