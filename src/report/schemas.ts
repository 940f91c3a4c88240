// Pipelines check what they read against these; the published files are written from them.
import { z } from 'zod';
import { DoctorForm } from './json/doctor.ts';
import { ExplanationForm } from './json/explanation.ts';
import { FactsForm } from './json/facts.ts';
import { HistoryForm } from './json/history.ts';
import { PlanForm } from './json/plan.ts';
import { RunForm } from './json/run.ts';
import { StatusForm } from './json/status.ts';
import { ValidationForm } from './json/validation.ts';

/** The forms of the documents that `-o json` writes, by the name of their schema file. */
const DOCUMENT_FORMS = {
  plan: PlanForm,
  run: RunForm,
  status: StatusForm,
  history: HistoryForm,
  validation: ValidationForm,
  doctor: DoctorForm,
  explanation: ExplanationForm,
  facts: FactsForm,
};

/** The JSON schema (draft 2020-12) of every document, by name. */
export function documentSchemas(): ReadonlyMap<string, z.core.JSONSchema.BaseSchema> {
  return new Map(
    Object.entries(DOCUMENT_FORMS).map(([name, form]) => [
      name,
      z.toJSONSchema(form, { target: 'draft-2020-12', io: 'input' }),
    ]),
  );
}
