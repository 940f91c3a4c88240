import project from '../../package.json' with { type: 'json' };

/** Raised by hand whenever the same text reads differently than before; a test of what texts read like asks for it. */
const READING = 2;

/** Names what this program reads out of a text. A release has its own: it may bring another YAML parser. */
export const READER_VERSION = `${project.version}/${READING}`;
