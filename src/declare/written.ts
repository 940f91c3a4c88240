import { z } from 'zod';
import { toGroupName, toPackageId, toSiteCode } from '../model/entry.ts';
import { anyText, filledText, revisionText, scalar } from './yaml/scalar.ts';
import { toMembers, toSuspend, toTime, toWave } from './yaml/scalar-values.ts';

/** How many characters a name, a revision, a label's key and its value may have. */
const LONGEST = 256;
const LONGEST_REASON = 2000;

const packageId = scalar({
  read: toPackageId,
  problem: 'badPackageId',
  advice: 'is no PackageID: write its 8 letters and digits, such as P0100012.',
}).meta({
  type: ['string', 'number'],
  pattern: '^[A-Za-z0-9]{8}$',
  description: 'PackageID: 8 letters and digits.',
});

const revision = revisionText(LONGEST).meta({
  description:
    'Any value; one not used before means: redistribute again. White space around it does not count. Left out: 1.',
});

const packageItem = z.union([
  packageId,
  z
    .strictObject({ id: packageId, revision: revision.optional() })
    .meta({ description: 'A package with a revision of its own, which stands before that of the document.' }),
]);

const group = scalar({
  read: toGroupName,
  problem: 'badGroup',
  advice: 'is no group name: write 1 to 255 characters, none of them a control character.',
}).meta({ description: 'Name of a distribution point group.' });

const site = scalar({
  read: toSiteCode,
  problem: 'badSite',
  advice: 'is no site code: write its 3 letters and digits, such as P01.',
}).meta({
  type: ['string', 'number'],
  pattern: '^[A-Za-z0-9]{3}$',
  description: 'Site code. May be left out when the config has exactly one site.',
});

const wave = scalar({
  read: toWave,
  problem: 'badWave',
  advice: 'is no wave: write an integer, such as 0.',
}).meta({
  type: ['integer', 'string'],
  pattern: '^-?[0-9]+$',
  description: 'Lower waves go first. Left out: 0.',
});

const suspend = scalar({
  read: toSuspend,
  problem: 'badSuspend',
  advice: 'is neither true nor false: write one of them.',
}).meta({
  type: ['boolean', 'string'],
  enum: [true, false, 'true', 'false'],
  description: 'true: plan it, never call it. Left out: false.',
});

const time = scalar({
  read: toTime,
  problem: 'badTime',
  advice: 'is no time: write a date, a time and an offset, such as 2026-12-01T22:00:00Z.',
}).meta({ format: 'date-time' });

const members = scalar({
  read: toMembers,
  problem: 'badMembers',
  advice: 'is not known here: write all.',
}).meta({
  enum: ['all'],
  description: 'Which members of a group: all is the only value today.',
});

// A Map, for a label may have any name, `__proto__` too.
const labels = z
  .unknown()
  .transform((value) => (isMapping(value) ? new Map(Object.entries(value)) : value))
  .pipe(z.map(anyText(LONGEST, 'key'), anyText(LONGEST)))
  .meta({
    type: 'object',
    propertyNames: { maxLength: LONGEST },
    additionalProperties: { type: ['string', 'number', 'boolean', 'null'], maxLength: LONGEST },
    description: 'Labels for people and for selecting entries: text to text.',
  });

const metadata = z
  .strictObject({
    name: filledText(LONGEST).meta({ description: 'A label for people, never part of the meaning.' }),
    labels: labels.optional(),
  })
  .meta({ description: 'What people call this document.' });

const spec = z
  .strictObject({
    site: site.optional(),
    packages: z.array(packageItem).min(1).meta({ description: 'The packages, 1 or more.' }),
    distributionPointGroups: z
      .array(group)
      .min(1)
      .meta({ description: 'The groups, 1 or more; each gets every package.' }),
    revision: revision.default('1'),
    reason: anyText(LONGEST_REASON).meta({ description: 'Why. Recorded, never triggers.' }).optional(),
    wave: wave.default(0),
    suspend: suspend.default(false),
    notBefore: time
      .meta({ description: 'Before this time the entries are held. ISO 8601 with an offset.' })
      .optional(),
    notAfter: time
      .meta({ description: 'After this time the entries are held. ISO 8601 with an offset.' })
      .optional(),
    members: members.default('all'),
  })
  .refine(
    ({ notBefore, notAfter }) => notBefore === undefined || notAfter === undefined || notBefore <= notAfter,
    {
      path: ['notAfter'],
      params: { problem: 'timesReversed' },
      error: 'notAfter is before notBefore: nothing could ever be sent. Exchange or correct them.',
    },
  )
  .meta({ description: 'What is to be redistributed.' });

/** A document as people write it, every scalar being text; what it gives is checked and in the model's terms. */
export const RedistributionForm = z
  .strictObject({
    apiVersion: z.literal('dpsync/v1').meta({ description: 'The form that this document is written in.' }),
    kind: z.literal('Redistribution').meta({ description: 'What this document is.' }),
    metadata,
    spec,
  })
  .meta({
    title: 'Redistribution',
    description: 'Packages that are to be redistributed to distribution point groups.',
  });

/** A checked document, before it is known where each part of it stands. */
export type Written = z.output<typeof RedistributionForm>;

/** The fields that may stand in the map at `path`. */
export function fieldsAt(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(RedistributionForm.shape);
  if (path[0] === 'metadata') return Object.keys(metadata.shape);
  return Object.keys(path.length === 1 ? spec.shape : packageItem.options[1].shape);
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
