import { z } from 'zod';
import { Failure, messageOf } from '../../model/failure.ts';
import { errorOfStatus } from '../error-table.ts';
import { SITE_ERRORS, type SiteErrorName } from '../errors.ts';
import type { Question } from '../questions/wire.ts';
import { type SiteFault, siteFailure } from '../site-error.ts';
import { showStatus } from './answer.ts';
import type { HttpExchange } from './exchange.ts';
import { lostName, unsentName } from './fault-name.ts';
import { parseJson, siteMessage } from './json.ts';
import type { Session } from './session.ts';

/** What is asked for: rows of this form, from an address below the site's url. */
interface RowsRequest<Row> {
  readonly address: string;
  readonly row: z.ZodType<Row>;
  readonly signal?: AbortSignal | undefined;
  readonly spend?: Question<Row>['spend'];
}

const MOST_PAGES = 100;

/** Every row that answers, page after page. Throws as a wire's `readRows` does. */
export async function readRows<Row>(session: Session, request: RowsRequest<Row>): Promise<readonly Row[]> {
  const { row, signal, spend } = request;
  const form = z.object({ value: z.array(row), '@odata.nextLink': z.string().optional() });
  const rows: Row[] = [];
  let { address } = request;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const text = textOf(await session.read(address, signal), session, signal);
    spend?.(text.length);
    const answer = form.safeParse(parseJson(text));
    if (!answer.success) throw fault(session, 'unreadable', { detail: text });
    for (const found of answer.data.value) rows.push(found);
    const link = answer.data['@odata.nextLink'];
    if (link === undefined) return rows;
    address = follow(session, address, link);
  }
  throw fault(session, 'strayLink', { detail: `more than ${MOST_PAGES} pages`, consequence: 'stop' });
}

/** The text of an answer. Throws a Failure as {@link readRows} does. */
export function textOf(result: HttpExchange, session: Session, signal: AbortSignal | undefined): string {
  signal?.throwIfAborted();
  switch (result.kind) {
    case 'dropped':
      throw fault(session, 'dropped', { detail: '' });
    case 'notSent':
      if (result.error instanceof Failure) throw result.error;
      throw fault(session, unsentName(result.error), {
        detail: messageOf(result.error),
        cause: result.error,
      });
    case 'lost':
      throw fault(session, lostName(result.error), { detail: messageOf(result.error), cause: result.error });
    case 'answered':
      if (result.status === 200) return result.text;
      throw refusal(session, result.status, siteMessage(result.text));
  }
}

/** A refusal in the AdminService's own words is one that only a person can mend; any other, and every 5xx, may pass. */
function refusal(session: Session, status: number, message: string | undefined): Failure {
  const own = message !== undefined;
  const name = errorOfStatus(status, own);
  const final = own && status < 500 && SITE_ERRORS[name].verdict === 'permanent';
  return fault(session, name, {
    detail: showStatus(status, message),
    consequence: final ? 'stop' : 'wait',
  });
}

/** The address of the next page: at the same site, below the same url. */
function follow(session: Session, address: string, link: string): string {
  const next = URL.parse(link, address);
  if (next && `${next.origin}${next.pathname}`.startsWith(`${session.url}/wmi/`)) return next.href;
  throw fault(session, 'strayLink', { detail: link, consequence: 'stop' });
}

function fault(
  { name: where }: Session,
  name: SiteErrorName,
  fault: Partial<SiteFault> & Pick<SiteFault, 'detail'>,
): Failure {
  return siteFailure(name, { where, consequence: 'wait', ...fault });
}
