// Who adds a setting that names a secret marks it in its form, and need not think of the log.
import { z } from 'zod';
import { SECRET, type SecretPlace } from '../model/config/secret.ts';
import { fieldsOf, type Place } from './fields.ts';
import { type Config, configForm } from './form.ts';

/** Every place of a secret that a config names; `absolute` makes its paths so. */
export function findSecrets(config: Config, absolute: (path: string) => string): readonly SecretPlace[] {
  return [...fieldsOf(configForm)].flatMap(({ form, place }): SecretPlace[] => {
    const mark = z.globalRegistry.get(form)?.secret;
    const names = textsAt(config, place);
    if (mark === SECRET.variable.secret) return names.map((name) => ({ kind: 'variable', name }));
    if (mark === SECRET.file.secret) return names.map((path) => ({ kind: 'file', path: absolute(path) }));
    return [];
  });
}

function textsAt(value: unknown, [key, ...below]: Place): readonly string[] {
  if (key === undefined) return typeof value === 'string' ? [value] : [];
  if (key === '*') return Array.isArray(value) ? value.flatMap((item) => textsAt(item, below)) : [];
  return textsAt(new Map(Object.entries(value ?? {})).get(key), below);
}
