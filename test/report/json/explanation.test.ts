import { expect, it } from 'vitest';
import { explanationDocument } from '../../../src/report/json/explanation.ts';
import { explanation } from '../make/noun/explanation.ts';
import { wrongBySchema } from '../make/schema-check.ts';

it('writes the page of a code', () => {
  expect(explanationDocument(explanation())).toEqual({
    apiVersion: 'dpsync/v1',
    kind: 'Explanation',
    ...explanation(),
  });
});

it('fits the published schema, with an example or a verdict or without, and with no other verdict', () => {
  const pages = [explanation(), explanation({ example: null, verdict: 'transient' })].map(
    explanationDocument,
  );
  expect(pages.map((page) => wrongBySchema('explanation', page))).toEqual([null, null]);
  expect(
    wrongBySchema('explanation', { ...explanationDocument(explanation()), verdict: 'maybe' }),
  ).not.toBeNull();
});
