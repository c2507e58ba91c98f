import type { Reporter } from '../model/reporter.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { pretty } from './pretty.ts';
import { sarif } from './sarif.ts';

/** Every report format, one line each, sorted by id. */
export const REPORTERS: readonly Reporter[] = [
  html, //
  json,
  pretty,
  sarif,
];
