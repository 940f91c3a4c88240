// Every way in which a review can fail on a git host, as data: what people read in a pipeline's log, and look up.
import type { FaultPage } from '../model/error-page.ts';

/** The errors of git hosts by name (DPS4xxx). */
export const HOST_ERRORS = {
  noHost: {
    code: 'DPS4001',
    title: 'This is no pipeline of a host that is known',
    meaning: 'The environment is that of neither GitHub Actions, GitLab CI nor Azure Pipelines.',
    remedy: 'Name the host with --host, and the rest with the flags that dpsync review --help lists.',
  },
  missing: {
    code: 'DPS4002',
    title: 'A value of the pull request is missing',
    meaning: 'The pipeline does not run for a pull request, or its environment does not tell this value.',
    remedy: 'Run the job for pull requests only, or give the value with the flag that the message names.',
  },
  badValue: {
    code: 'DPS4003',
    title: 'A value of the pull request is not of its form',
    meaning: 'What the environment or a flag gives cannot be what it should be, so nothing was sent.',
    remedy: 'Correct the variable or the flag that the message names.',
  },
  badEvent: {
    code: 'DPS4004',
    title: 'The event of the pipeline cannot be read',
    meaning: 'The file that GITHUB_EVENT_PATH names is missing, too large, or not what GitHub writes.',
    remedy: 'Give --pull-request, --base and --head, or leave GITHUB_EVENT_PATH as the runner set it.',
  },
  badCaFile: {
    code: 'DPS4005',
    title: 'The file of --ca-file is of no use',
    meaning: 'It cannot be read, is larger than 1 MiB, or holds no certificate in PEM.',
    remedy: "Name a PEM file with the certificate of the authority that issued the host's.",
  },
  badToken: {
    code: 'DPS4006',
    title: 'The token is not one token',
    meaning: 'The variable holds something that cannot stand in a header, such as a line break or a space.',
    remedy: 'Set the variable to the token alone.',
  },
  noToken: {
    code: 'DPS4007',
    title: 'The token that reports what became of commits cannot be had',
    meaning: 'The variable of tokenEnv is not set, or the file of tokenFile cannot be read.',
    remedy: "Set the variable, or correct tokenEnv or tokenFile in the source's report.",
  },
  notReachable: {
    code: 'DPS4010',
    title: 'No connection to the host could be made',
    meaning: 'Nothing was sent: its name is not known, it refuses connections, or a proxy stands between.',
    remedy: 'Check the address of the API, HTTPS_PROXY and NO_PROXY, and the firewall of the runner.',
  },
  certificateRefused: {
    code: 'DPS4011',
    title: "The host's certificate is not trusted",
    meaning: 'Nothing was sent: the certificate is expired, of another name, or of an unknown authority.',
    remedy:
      "Put the authority's certificate in a PEM file, and name it with --ca-file or NODE_EXTRA_CA_CERTS.",
  },
  noAnswer: {
    code: 'DPS4012',
    title: 'The host did not answer',
    meaning: 'The request was sent, and no whole answer came in time; it was tried again where that is safe.',
    remedy: 'Run the job again; look at the state of the host if this goes on.',
  },
  unauthorized: {
    code: 'DPS4020',
    title: 'The host does not know the token',
    meaning: 'The token is wrong, expired or revoked.',
    remedy: 'Do what the message says of this host.',
  },
  forbidden: {
    code: 'DPS4021',
    title: 'The token may not do this',
    meaning: 'The host knows the token, and it lacks a permission.',
    remedy: 'Give it the permission that the message names.',
  },
  notFound: {
    code: 'DPS4022',
    title: 'The host does not have what was asked for',
    meaning: 'There is no such project or pull request, or the token may not see it: hosts answer alike.',
    remedy: 'Check the project and the number, and what the token may read.',
  },
  refused: {
    code: 'DPS4023',
    title: 'The host refused the request',
    meaning: 'It will not be done as it stands; the message quotes what the host says.',
    remedy: 'Read what the host says; report it where it is no setting of yours.',
  },
  limited: {
    code: 'DPS4024',
    title: 'The host has had too many requests',
    meaning: 'It asks to wait for longer than a job should.',
    remedy: 'Run the job again after the time in the message, or use a token of its own.',
  },
  failing: {
    code: 'DPS4025',
    title: 'The host fails',
    meaning: 'It answered with an error of its own; the request was tried again where that is safe.',
    remedy: 'Run the job again; look at the state of the host if this goes on.',
  },
  unreadable: {
    code: 'DPS4030',
    title: "The host's answer cannot be understood",
    meaning: 'It is no JSON, larger than 64 MiB, or lacks what it must have.',
    remedy: 'Check that the address of the API leads to this host, and not to a proxy or a sign-in page.',
  },
  redirected: {
    code: 'DPS4031',
    title: 'The host sends the request elsewhere',
    meaning: 'A redirect is never followed, since the token would go along.',
    remedy: 'Give the address and the project as they are now; they may have been moved or renamed.',
  },
  contended: {
    code: 'DPS4040',
    title: 'The comment could not be brought up to date',
    meaning: 'It vanished each time between finding and changing it: something else writes or deletes it.',
    remedy: 'Let one review run at a time for a pull request, or give each its own --key.',
  },
  summaryUnwritable: {
    code: 'DPS4050',
    title: "The job's summary cannot be written",
    meaning: 'Without a token that may write, the plan is shown there.',
    remedy: 'Check the place that the message names, or give another one with --summary.',
  },
} as const satisfies Readonly<Record<string, FaultPage>>;

/** The name of one of these errors. */
export type HostErrorName = keyof typeof HOST_ERRORS;
