// What an error of CIM or of the engine means: the script only tells what it is made of.
import { z } from 'zod';
import { CIM_CONNECT_ERRORS } from '../error-table.ts';
import { SITE_ERRORS, type SiteErrorName } from '../errors.ts';
import { EXTENDED_STATUS, errorOfProvider } from '../provider-errors.ts';

/** An error as the script tells it; a text is empty where there is none. */
export const faultForm = z.object({
  /** The .NET types of the exception and of those within it. */
  types: z.array(z.string()),
  id: z.string(),
  message: z.string(),
  hresult: z.int(),
  /** `HRESULT 0x80041003`, where it is a CimException. */
  messageId: z.string(),
  /** The name of the CIM status code, such as AccessDenied. */
  native: z.string(),
  /** The class of the object that came with it, and what that says. */
  dataClass: z.string(),
  description: z.string(),
});

/** An error as the script tells it. */
export type ScriptFault = z.output<typeof faultForm>;

/** What CIM's own status codes stand for, where an HRESULT says nothing: those that prove that nothing ran. */
const NATIVE_CODES: ReadonlyMap<string, number> = new Map([
  ['AccessDenied', 0x80041003],
  ['InvalidNamespace', 0x8004100e],
  ['InvalidParameter', 0x80041008],
  ['InvalidClass', 0x80041010],
  ['NotFound', 0x80041002],
  ['TypeMismatch', 0x80041005],
  ['InvalidQuery', 0x80041017],
  ['MethodNotFound', 0x8004102e],
]);

/**
 * The error of a call that failed once it was made. It is never one that is rejected for now: such a call is sent again by
 * itself, and only what did not leave may be.
 */
export function calledName(fault: ScriptFault): SiteErrorName {
  const name = wmiName(fault);
  if (SITE_ERRORS[name].verdict !== 'transient') return name;
  if (fault.dataClass === EXTENDED_STATUS.className) return EXTENDED_STATUS.error;
  return name === 'unauthorized' ? 'forbidden' : 'providerFault';
}

/** The error of a read that failed. */
export function readName(fault: ScriptFault): SiteErrorName {
  return engineName(fault) ?? CIM_CONNECT_ERRORS.get(hresultOf(fault)) ?? wmiName(fault);
}

/** The error of what failed before a call was made: it is certain that the call was not sent. */
export function unsentName(fault: ScriptFault): SiteErrorName {
  const name = readName(fault);
  // What the provider ran into when it was asked for the group says nothing of the method.
  return SITE_ERRORS[name].verdict === 'unknown' || name === EXTENDED_STATUS.error ? 'notSent' : name;
}

/** The error of a session that could not be opened. */
export function openingName(fault: ScriptFault): SiteErrorName {
  const name = readName(fault);
  return name === 'forbidden' || name === 'unauthorized' ? 'noWmiAccess' : name;
}

/** True where an error may be one of the connection and not of what was asked: then another one is made. */
export function isOfConnection(fault: ScriptFault): boolean {
  const name = readName(fault);
  const { verdict, scope } = SITE_ERRORS[name];
  return scope === 'site' || (verdict === 'unknown' && name !== 'tooLarge');
}

/** What is said of an error, by the provider itself where it did. */
export function faultDetail({ message, messageId, description }: ScriptFault): string {
  const said = description === '' ? message : description;
  return messageId === '' ? said : `${messageId}, ${said}`;
}

/** What WMI calls it. */
function wmiName(fault: ScriptFault): SiteErrorName {
  if (fault.messageId === '') return 'providerFault';
  const extended = fault.dataClass === EXTENDED_STATUS.className;
  const name = errorOfProvider(hresultOf(fault), extended);
  const native = NATIVE_CODES.get(fault.native);
  return name === 'providerFault' && native !== undefined ? errorOfProvider(native, extended) : name;
}

/** What keeps the engine itself from asking anything. */
function engineName({ types, id }: ScriptFault): SiteErrorName | undefined {
  if (types.some((type) => type.endsWith('.PSSecurityException'))) return 'executionPolicy';
  if (/ConstrainedLanguage/.test(id)) return 'constrainedLanguage';
  return types.some((type) => type.endsWith('.CommandNotFoundException')) ? 'noCim' : undefined;
}

/** A CimException tells its HRESULT in the id of its message; its own is one that .NET gives to all. */
function hresultOf({ messageId, hresult }: ScriptFault): number {
  const [, told] = /^HRESULT 0x([0-9a-f]{8})$/i.exec(messageId) ?? [];
  return told === undefined ? hresult >>> 0 : Number.parseInt(told, 16);
}
