import { z } from 'zod';
import { VARIABLE_NAME } from '../model/config/environment.ts';
import { readAs } from '../model/config/form.ts';
import { SECRET } from '../model/config/secret.ts';
import { isOnePlace } from '../model/config/token.ts';
import { NOT_THE_CONTENT, NOT_THE_SECRET } from '../model/secrets/looks-like-secret.ts';
import { findReportPlace } from './after-merge/place.ts';
import { isKey } from './marker.ts';
import type { HostName } from './pipeline.ts';
import { findApiUrl, isProject } from './target.ts';

const file = z.string().min(1, 'names no file').max(4096);

const apiUrl = z
  .string()
  .transform(readAs(findApiUrl, 'is no https address without user, password or query'));

/** A source's `report`. */
export const reportForm = z
  .strictObject({
    host: z.enum(['github', 'gitlab', 'azuredevops']).describe('What the git host is.'),
    tokenEnv: z
      .string()
      .regex(...VARIABLE_NAME)
      .refine(...NOT_THE_SECRET)
      .meta(SECRET.variable)
      .optional()
      .describe('The environment variable with the token.'),
    tokenFile: file
      .refine(...NOT_THE_CONTENT)
      .meta(SECRET.file)
      .optional()
      .describe('The file with the token.'),
    apiUrl: apiUrl
      .optional()
      .describe("The address of the host's API; left out where the source's url tells it."),
    project: z
      .string()
      .optional()
      .describe(
        'OWNER/REPOSITORY, GROUP/PROJECT or PROJECT/REPOSITORY; left out where the url of the source tells it.',
      ),
    key: z
      .string()
      .refine(isKey, 'is no key; use letters, digits, dots, dashes and underscores, at most 50')
      .default('dpsync')
      .describe('The --key of dpsync review, where it has one.'),
    pullRequest: z
      .boolean()
      .default(false)
      .describe('Also brings the comment of dpsync review up to date, where there is one.'),
  })
  .refine(isOnePlace, 'needs either tokenEnv or tokenFile')
  .describe('Where to tell what became of the commits of this source. Left out: nowhere.');

/** Where what became of a source's commits is told. */
export interface ReportSettings {
  /** The source's name. */
  readonly source: string;
  readonly branch: string;
  readonly host: HostName;
  readonly tokenEnv: string | undefined;
  readonly tokenFile: string | undefined;
  /** PEM of a further authority to trust; null for none. */
  readonly caFile: string | null;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  /** As the host's API names it. */
  readonly project: string;
  readonly key: string;
  readonly pullRequest: boolean;
}

/** What a report needs of its source. */
interface Reported {
  readonly name: string;
  readonly url: string;
  readonly branch: string;
  readonly caFile?: string | undefined;
  readonly report?: z.output<typeof reportForm> | undefined;
}

/** A mistake that only both together show, at its key. */
interface ReportMistake {
  readonly key: 'apiUrl' | 'project';
  readonly message: string;
}

const API_URLS: Readonly<Record<HostName, string>> = {
  github: 'https://git.corp.example/api/v3',
  gitlab: 'https://git.corp.example/api/v4',
  azuredevops: 'https://git.corp.example/DefaultCollection',
};
const PROJECTS: Readonly<Record<HostName, string>> = {
  github: 'OWNER/REPOSITORY',
  gitlab: 'GROUP/PROJECT',
  azuredevops: 'PROJECT/REPOSITORY',
};

/** What is wrong with a report and what to do. */
export function findReportMistake({ url, report }: Reported): ReportMistake | undefined {
  if (!report) return undefined;
  const { host } = report;
  const place = placeOf(url, report);
  if (place.apiUrl === undefined) {
    const message = `is needed, since the url does not tell it; write it such as ${API_URLS[host]}`;
    return { key: 'apiUrl', message };
  }
  if (place.project === undefined) {
    return { key: 'project', message: `is needed, since the url does not tell it; write ${PROJECTS[host]}` };
  }
  return isProject(host, place.project)
    ? undefined
    : { key: 'project', message: `is no project; write ${PROJECTS[host]}` };
}

/** The report of a source without a mistake, its paths made absolute; undefined where it has none. */
export function findReport(source: Reported, absolute: (path: string) => string): ReportSettings | undefined {
  const { name, url, branch, caFile, report } = source;
  if (!report) return undefined;
  const { apiUrl: address, project } = placeOf(url, report);
  if (address === undefined || project === undefined) return undefined;
  const { host, tokenEnv, tokenFile, key, pullRequest } = report;
  return {
    ...{ source: name, branch, host, apiUrl: address, project, key, pullRequest, tokenEnv },
    tokenFile: tokenFile === undefined ? undefined : absolute(tokenFile),
    caFile: caFile === undefined ? null : absolute(caFile),
  };
}

function placeOf(url: string, report: z.output<typeof reportForm>) {
  const found = findReportPlace(url, { host: report.host, apiUrl: report.apiUrl });
  return { apiUrl: found.apiUrl, project: report.project ?? found.project };
}
