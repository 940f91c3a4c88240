import type { Plan } from '../../model/plan.ts';
import type { Context } from '../command.ts';
import { drawText } from '../draw-text.ts';

/** Prints a plan in the form that was asked for. `all`: entries with nothing to do as well. */
export function tellPlan(plan: Plan, all: boolean, context: Context): Promise<void> {
  switch (context.options.output) {
    case 'json':
      return tellJson(plan, all, context);
    case 'markdown':
      return tellMarkdown(plan, all, context);
    case 'table':
      return tellText(plan, all, context);
  }
}

// Each loads what it tells with, and not that of the others: it takes as long to load as most plans take to make.
async function tellText(plan: Plan, all: boolean, context: Context): Promise<void> {
  const { planText } = await import('../../report/text/plan/plan.ts');
  await context.terminal.out(await drawText(context, (text) => planText(plan, text), { all }));
}

async function tellMarkdown(plan: Plan, all: boolean, { terminal }: Context): Promise<void> {
  const { SMALLEST_LIMIT } = await import('../../report/markdown/limit.ts');
  const { planMarkdown } = await import('../../report/markdown/plan.ts');
  await terminal.out(planMarkdown(plan, { limit: SMALLEST_LIMIT, all }));
}

async function tellJson(plan: Plan, all: boolean, { terminal }: Context): Promise<void> {
  const { planParts } = await import('../../report/json/plan.ts');
  const { writeJson } = await import('../../report/json/write.ts');
  await writeJson(planParts(plan, all), (text) => terminal.out(text));
}
