import { z } from 'zod';
import { ledgerForm } from '../ledger/settings.ts';
import { readDuration } from '../model/units/duration.ts';
import { guardsForm, retryForm, wavesForm } from '../plan/settings.ts';
import { findReportMistake, reportForm } from '../review/settings.ts';
import { siteSettings } from '../site/settings.ts';
import { sourceForm } from '../source/settings.ts';
import { webForm } from '../web/settings.ts';
import { findPatternMistake } from './linear-pattern.ts';
import { checkWindowSites } from './window-sites.ts';

const duration = z.string().transform(readDuration);

/** A source, and where what became of its commits is told. */
const reportedSourceForm = sourceForm
  .safeExtend({ report: reportForm.optional() })
  .superRefine((source, context) => {
    const mistake = findReportMistake(source);
    if (mistake)
      context.addIssue({ code: 'custom', path: ['report', mistake.key], message: mistake.message });
    const message = findPatternMistake(source.reason?.pattern);
    if (message) context.addIssue({ code: 'custom', path: ['reason', 'pattern'], message });
  });

/** The whole form of `dpsync.yaml`, also what this version does not do yet. */
export const configForm = z
  .strictObject({
    apiVersion: z.literal('dpsync/v1').describe('The form that this file is written in.'),
    kind: z.literal('Config').describe('What this file is.'),
    ledger: ledgerForm,
    sources: z.array(reportedSourceForm).min(1).describe('The git repositories that declare, 1 or more.'),
    sites: z.array(siteSettings).min(1).describe('The Configuration Manager sites to call, 1 or more.'),
    guards: guardsForm.describe('What holds an entry back although it is due.'),
    waves: wavesForm.describe('When the next wave of a run may start.'),
    retry: retryForm.describe('When a call that was rejected for now is made again.'),
    settle: z
      .strictObject({ after: duration.prefault('30s'), giveUp: duration.prefault('24h') })
      .prefault({})
      .describe('When the site is asked about unknown outcomes.'),
    health: z
      .strictObject({
        after: duration.prefault('30s'),
        interval: duration.prefault('60s'),
        giveUp: duration.prefault('24h'),
      })
      .prefault({})
      .describe('When the site is asked whether the content arrived.'),
    web: webForm.optional(),
  })
  .superRefine(checkWindowSites)
  .meta({
    title: 'dpsync config',
    description: "The operator's file: sources, sites, and what holds calls back.",
  });

/** A config whose form is right. */
export type Config = z.output<typeof configForm>;
