import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planParts } from '../../../src/report/json/plan.ts';
import { writeJson } from '../../../src/report/json/write.ts';
import { plan } from '../make/noun/plan.ts';
import { planned } from '../make/noun/planned.ts';
import { planDocument } from '../make/plan-document.ts';
import { wrongBySchema } from '../make/schema-check.ts';

async function piecesOf(document: object): Promise<readonly string[]> {
  const pieces: string[] = [];
  await writeJson(document, (text) => {
    pieces.push(text);
  });
  return pieces;
}

describe('a document that is written', () => {
  it('is the JSON of the document, whatever it holds', async () => {
    const documents = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const text = (await piecesOf(document)).join('');
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(document)));
      }),
    );
  });

  it('has one item of a list a line', async () => {
    const pieces = await piecesOf({ kind: 'Plan', none: [], entries: [{ site: 'P01' }, { site: 'P02' }] });
    expect(pieces.join('')).toBe(`{
"kind":"Plan",
"none":[],
"entries":[
{"site":"P01"},
{"site":"P02"}
]
}
`);
  });

  it('holds no character that a terminal would obey, and loses none', async () => {
    const hostile = 'a\u001b[2J\u009b31m\u202egnp\u2028\u{e0041}\r\n';
    const text = (await piecesOf({ name: hostile })).join('');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
    expect(JSON.parse(text)).toEqual({ name: hostile });
  });

  it('fits the published schema', async () => {
    const whole = plan([planned('P01/P0100001/Campus'), planned('P01/P0100002/東京 🏢')]);
    const document: unknown = JSON.parse((await piecesOf(planParts(whole, false))).join(''));
    expect(document).toEqual(planDocument(whole, false));
    expect(wrongBySchema('plan', document)).toBeNull();
  });

  it('is made as it is written: of a long list, no more than a piece is held', async () => {
    let made = 0;
    let most = 0;
    let madeBefore = 0;
    function* entries() {
      for (; made < 100_000; made++) yield { site: 'P01', package: 'P0100001', group: `Branch ${made}` };
    }
    await writeJson({ entries: entries() }, async (text) => {
      expect(text.length).toBeLessThan(70_000);
      await Promise.resolve();
      most = Math.max(most, made - madeBefore);
      madeBefore = made;
    });
    expect(made).toBe(100_000);
    expect(most).toBeLessThan(2_000);
  });

  it('stops where nobody reads any more', async () => {
    const gone = writeJson({ name: 'x' }, () => {
      throw new Error('EPIPE');
    });
    await expect(gone).rejects.toThrow('EPIPE');
  });
});
