import { findFault } from '../preflight.ts';
import type { Guard } from './guard.ts';

/** What the site shows says that the call cannot work, or should not be made now. */
export const preflight: Guard = ({ entry }, { input }) => findFault(entry, input);
