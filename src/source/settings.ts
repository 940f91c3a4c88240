import { resolve } from 'node:path';
import { z } from 'zod';
import { VARIABLE_NAME } from '../model/config/environment.ts';
import { SECRET } from '../model/config/secret.ts';
import { isOnePlace } from '../model/config/token.ts';
import { NOT_THE_CONTENT, NOT_THE_SECRET } from '../model/secrets/looks-like-secret.ts';
import { readDurationBetween } from '../model/units/duration.ts';
import { findUrlMistake, isPath, schemeOf } from './access/remote-url.ts';
import { isBranchName } from './git/branch-name.ts';

const file = z.string().min(1, 'names no file').max(4096);
const secretEnv = z
  .string()
  .regex(...VARIABLE_NAME)
  .refine(...NOT_THE_SECRET)
  .meta({ description: 'The name of an environment variable.', ...SECRET.variable });
const secretFile = file.refine(...NOT_THE_CONTENT).meta(SECRET.file);
const patterns = z.array(z.string().min(1).max(255));

const interval = z
  .string()
  .transform(readDurationBetween(1000, Infinity, '30s, 5m or 2h'))
  .prefault('60s')
  .describe('How often the remote is asked.');

const url = z
  .string()
  .superRefine((text, context) => {
    const message = findUrlMistake(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .describe('https, ssh, file, or a path; without user, password or token.');

const path = z
  .string()
  .max(1000)
  .refine((text) => !/^\/|\\|\p{Cc}/u.test(text), 'is no path inside the repository; write it as sites/eu')
  .transform((text) => text.replace(/\/$/, ''))
  .refine(
    (text) => text.split('/').every((part) => !['', '.', '..'].includes(part)),
    'has an empty part, "." or ".."; leave path out for the whole tree',
  )
  .describe('The folder that holds the declarations; default the whole tree.');

const auth = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('token'),
      tokenEnv: secretEnv.optional(),
      tokenFile: secretFile.optional(),
      user: z
        .string()
        .regex(/^[^:\p{Cc}]{1,200}$/u, 'is empty, too long or holds a colon')
        .default('x-access-token')
        .describe('The user that the host wants beside the token; most take any.'),
    })
    .refine(isOnePlace, 'needs either tokenEnv or tokenFile'),
  z.strictObject({ type: z.literal('ssh'), keyFile: secretFile, knownHostsFile: file }),
  z.strictObject({ type: z.literal('system') }).describe("Git's own configuration, helpers and agents."),
]);

const verify = z
  .strictObject({
    gpgKeys: file.optional().describe('OpenPGP public keys, as gpg --armor --export writes them.'),
    sshAllowedSigners: file.optional().describe('SSH keys, as ssh-keygen lists ALLOWED SIGNERS.'),
    sshRevokedKeys: file.optional().describe('SSH keys that count no more: a list, or a KRL.'),
  })
  .refine(
    ({ gpgKeys, sshAllowedSigners }) => gpgKeys !== undefined || sshAllowedSigners !== undefined,
    'needs gpgKeys, sshAllowedSigners or both',
  )
  .refine(
    ({ sshAllowedSigners, sshRevokedKeys }) =>
      sshRevokedKeys === undefined || sshAllowedSigners !== undefined,
    'has sshRevokedKeys, which needs sshAllowedSigners',
  )
  .describe('Whose signature a commit must have.');

const webhook = z
  .strictObject({
    provider: z.enum(['github', 'gitlab', 'azuredevops', 'bitbucket', 'gitea', 'generic']),
    secretEnv,
  })
  .describe('The remote says when to look.');

const allow = z
  .strictObject({
    sites: patterns.optional(),
    groups: patterns.optional(),
    packages: patterns.optional(),
  })
  .describe('What this source may declare; left out: anything.');

const reason = z
  .strictObject({
    required: z.boolean().default(false),
    pattern: z
      .string()
      .max(1000)
      .optional()
      .describe('A regular expression, without what needs backtracking (look-around, back-references).'),
  })
  .describe('What the reason of a declaration must look like.');

/** One of the config's `sources`. The interval becomes milliseconds. */
export const sourceForm = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'is no name; use a-z, 0-9 and dashes, at most 63')
      .describe('What messages, files and commands call this source.'),
    url,
    branch: z
      .string()
      .refine(isBranchName, 'is no branch name; write it as main, without refs/heads/')
      .refine((text) => !text.startsWith('refs/'), 'is a full ref; write it as main, without refs/heads/'),
    path: path.optional(),
    interval,
    auth: auth.optional().describe('Left out: none.'),
    caFile: file.optional().describe('The authority of the https host, as PEM.'),
    verify: verify.optional(),
    webhook: webhook.optional(),
    allow: allow.optional(),
    reason: reason.optional(),
  })
  .superRefine(({ url: address, auth: access, caFile }, context) => {
    const scheme = schemeOf(address);
    const refuse = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (scheme === 'ssh' && access === undefined) refuse('auth', 'is needed for ssh; use type ssh or system');
    if (scheme !== 'ssh' && access?.type === 'ssh') refuse('auth', 'of type ssh is for an ssh url');
    if (scheme !== 'https' && access?.type === 'token') refuse('auth', 'of type token is for an https url');
    if (scheme !== 'https' && caFile !== undefined) refuse('caFile', 'is for an https url');
  });

/** A source as the config describes it. */
export type SourceSettings = Readonly<z.output<typeof sourceForm>>;

/** The same settings with every path made absolute, as seen from the config's folder. */
export function resolveSourcePaths(settings: SourceSettings, folder: string): SourceSettings {
  const absolute = <Form extends object>(form: Form, keys: readonly (keyof Form & string)[]): Form => {
    const written = Object.entries(form).filter(([key]) => keys.some((known) => known === key));
    const paths = written.map(([key, path]) => [key, path === undefined ? path : resolve(folder, path)]);
    return { ...form, ...Object.fromEntries(paths) };
  };
  const { auth: access, verify: signers } = settings;
  return {
    ...absolute(settings, isPath(settings.url) ? ['url', 'caFile'] : ['caFile']),
    ...(access?.type === 'token' ? { auth: absolute(access, ['tokenFile']) } : {}),
    ...(access?.type === 'ssh' ? { auth: absolute(access, ['keyFile', 'knownHostsFile']) } : {}),
    ...(signers ? { verify: absolute(signers, ['gpgKeys', 'sshAllowedSigners', 'sshRevokedKeys']) } : {}),
  };
}
