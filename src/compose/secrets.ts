// What must never stand in a log, by value: whoever writes one has to know it.
import type { Environment } from '../model/config/environment.ts';
import { decode } from '../model/files/decode.ts';
import type { Settings } from '../settings/settings.ts';
import { readSecretFile } from './token.ts';

/** Every secret that the config names, as it is now. */
export function knownSecrets({ secrets }: Settings, environment: Environment): readonly string[] {
  return secrets
    .flatMap((place) => (place.kind === 'file' ? readIfThere(place.path) : (environment[place.name] ?? [])))
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** Nothing where it cannot be read: then nobody else has read it either. */
function readIfThere(file: string): readonly string[] {
  try {
    return [decode(readSecretFile(file)).text];
  } catch {
    return [];
  }
}
