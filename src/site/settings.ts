import { z } from 'zod';
import { VARIABLE_NAME } from '../model/config/environment.ts';
import { readAs } from '../model/config/form.ts';
import { SECRET } from '../model/config/secret.ts';
import { isOnePlace } from '../model/config/token.ts';
import { toSiteCode } from '../model/entry.ts';
import { NOT_THE_CONTENT, NOT_THE_SECRET } from '../model/secrets/looks-like-secret.ts';
import { readDurationBetween } from '../model/units/duration.ts';
import { SERVER_NAME } from './server-name.ts';

const callTimeout = z.string().transform(readDurationBetween(100, 3_600_000, '30s, 60s or 5m'));
const siteCode = z.string().transform(readAs(toSiteCode, 'must be a site code: three letters or digits'));

const text = z.string().min(1);

const negotiate = z.strictObject({ type: z.literal('negotiate') });
const none = z.strictObject({ type: z.literal('none') });
const bearer = z
  .strictObject({
    type: z.literal('bearer'),
    tokenEnv: text
      .regex(...VARIABLE_NAME)
      .refine(...NOT_THE_SECRET)
      .meta(SECRET.variable)
      .optional(),
    tokenFile: text
      .refine(...NOT_THE_CONTENT)
      .meta(SECRET.file)
      .optional(),
    /** The program and its arguments; no shell is asked. */
    tokenCommand: z.array(text).min(1).meta(SECRET.command).optional(),
  })
  .refine(isOnePlace, 'needs exactly one of tokenEnv, tokenFile, tokenCommand');

const adminService = z
  .strictObject({
    type: z.literal('adminservice'),
    url: z
      .url({ protocol: /^https?$/ })
      .refine((written) => !/\s/u.test(written), 'has a blank in it; take it out, or write %20 for it')
      .transform((written) => written.replace(/\/+$/, '')),
    auth: z.discriminatedUnion('type', [negotiate, bearer, none]).default({ type: 'negotiate' }),
    /** PEM file with an authority to trust beside the default ones. */
    caFile: text.optional(),
  })
  .superRefine(({ url, auth }, context) => {
    for (const message of urlProblems(url, auth.type)) {
      context.addIssue({ code: 'custom', path: ['url'], message });
    }
  });

const powershell = z.strictObject({
  type: z.literal('powershell'),
  /** Left out: this machine. */
  server: z.string().regex(SERVER_NAME, 'must be the name of a server').optional(),
  protocol: z.enum(['wsman', 'dcom']).default('wsman'),
  /** A name that is looked up in PATH, or a path. */
  executable: text.optional(),
});

/** One item of the config's `sites`. */
export const siteSettings = z.strictObject({
  code: siteCode,
  maxConcurrentCalls: z.int().min(1).max(50).default(3),
  callTimeout: callTimeout.prefault('60s'),
  provider: z.discriminatedUnion('type', [adminService, powershell]),
});

/** A site as the config has it; times in milliseconds. */
export type SiteSettings = z.output<typeof siteSettings>;
/** What reaches a site through its AdminService. */
export type AdminServiceSettings = z.output<typeof adminService>;
/** What reaches a site through PowerShell. */
export type PowerShellSettings = z.output<typeof powershell>;
/** How a site is told who calls. */
export type AuthSettings = AdminServiceSettings['auth'];

/** The same settings with every path made absolute: those in a config are relative to its file. */
export function resolvePaths(settings: SiteSettings, resolve: (path: string) => string): SiteSettings {
  const { provider } = settings;
  if (provider.type === 'powershell') {
    const { executable } = provider;
    if (executable === undefined || !/[\\/]/.test(executable)) return settings;
    return { ...settings, provider: { ...provider, executable: resolve(executable) } };
  }
  const { auth, caFile } = provider;
  return {
    ...settings,
    provider: {
      ...provider,
      ...(caFile !== undefined && { caFile: resolve(caFile) }),
      ...(auth.type === 'bearer' &&
        auth.tokenFile !== undefined && { auth: { ...auth, tokenFile: resolve(auth.tokenFile) } }),
    },
  };
}

/** What the form knows and this version does not do, as it is written in a config; undefined where all is built. */
export function findNotBuilt({ provider }: SiteSettings): string | undefined {
  return provider.type === 'adminservice' && provider.auth.type === 'negotiate'
    ? 'provider.auth.type: negotiate'
    : undefined;
}

function urlProblems(text: string, auth: 'negotiate' | 'bearer' | 'none'): readonly string[] {
  const url = URL.parse(text);
  if (!url) return [];
  const loopback = isLoopback(url.hostname);
  return [
    ...(url.username || url.password || url.search || url.hash
      ? ['must be only https://HOST/AdminService: no user, password, query or fragment']
      : []),
    ...(url.protocol === 'https:' || loopback
      ? []
      : ['must begin with https://; plain http is for loopback only']),
    ...(auth !== 'none' || loopback ? [] : ['must be a loopback address with "auth: {type: none}"']),
  ];
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
