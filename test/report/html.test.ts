import { expect, test } from 'vitest';
import { html } from '../../src/report/html.ts';
import { HTML_STYLE } from '../../src/report/html-style.ts';
import { hostileReport, SAMPLES, VOICE } from './sample.ts';

const OPTIONS = { width: 80, color: false, verbose: false };

/** The tags of a page in order, without what its style element holds. */
function tags(page: string): readonly string[] {
  return page.replace(HTML_STYLE, '').match(/<[^>]*>/g) ?? [];
}

test('hostile words add no tag, no attribute and no link', () => {
  const page = html.render(hostileReport(), OPTIONS);
  const names = new Set(tags(page).map((tag) => /^<[!/]?(\w+)/.exec(tag)?.[1]));
  for (const name of ['script', 'img', 'iframe', 'a', 'object', 'link', 'form']) {
    expect(names).not.toContain(name);
  }
  for (const tag of tags(page)) expect(tag).not.toMatch(/alert|javascript|\son\w+=/);
});

test.each(Object.entries(SAMPLES))('%s is well-formed: tags close in order', (_, report) => {
  const open: string[] = [];
  for (const tag of tags(html.render(report, OPTIONS))) {
    const name = /^<\/?(\w+)/.exec(tag)?.[1];
    if (name === undefined || ['meta', 'br', 'wbr'].includes(name)) continue;
    if (tag.startsWith('</')) expect(open.pop()).toBe(name);
    else open.push(name);
  }
  expect(open).toEqual([]);
});

test.each(Object.entries(SAMPLES))('%s can be navigated without sight', (_, report) => {
  const page = html.render(report, OPTIONS);
  expect(page).toContain('<html lang="en">');
  expect(page.match(/<h1>/g)).toHaveLength(1);
  const levels = [...page.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
  for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThan(2);
  expect(page.match(/<table/g)?.length).toBe(page.match(/<caption>/g)?.length);
  for (const heading of page.match(/<th\b[^>]*>/g) ?? []) expect(heading).toContain('scope=');
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
  const labels = [...page.matchAll(/ aria-labelledby="([^"]*)"/g)].map((match) => match[1]);
  expect(ids).toEqual(labels);
});

test('nothing is loaded from anywhere', () => {
  const page = html.render(VOICE, OPTIONS);
  expect(page).toContain(
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
  );
  expect(page).not.toMatch(/ src=| href=|url\(|@import/);
});

test('every component, place and folded name is on the page', () => {
  const page = html.render(VOICE, OPTIONS).replaceAll('<wbr>', '');
  for (const component of VOICE.components) expect(page).toContain(component.name);
  expect(page).toContain('services/voice/src/synthesis/providers/coqui/xtts_provider.py:31');
  expect(page).toContain('not legal advice');
});

/** Relative luminance (WCAG 2.2). */
function luminance(color: string): number {
  const full = color.length === 4 ? color.replace(/[0-9a-f]/g, '$&$&') : color;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const schemes = [...HTML_STYLE.matchAll(/:root \{([^}]*)\}/g)].map((match) =>
  Object.fromEntries([...(match[1] ?? '').matchAll(/--(\w+): (#\w+)/g)].map((m) => [m[1], m[2]])),
);

test('text can be read in light, in dark and in print', () => {
  expect(schemes).toHaveLength(3);
  for (const scheme of schemes) {
    for (const text of ['text', 'quiet', 'link', 'violation', 'review', 'clear']) {
      for (const ground of ['page', 'panel']) {
        const ratio = contrast(scheme[text] ?? '', scheme[ground] ?? '');
        expect(ratio, `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  }
});

test('packages that are not installed have one card, and rows of their own to unfold', () => {
  const [finding] = VOICE.findings;
  const component = VOICE.components.find(({ name }) => name === 'audio-ring');
  if (!finding || !component) throw new Error('the sample is empty');
  const absent = ['far-0', 'far-1'].map((name) => ({
    component: { ...component, name, purl: `pkg:npm/${name}@1.0.0` },
    finding: {
      ...finding,
      purl: `pkg:npm/${name}@1.0.0`,
      rule: 'package-not-installed',
      verdict: 'needs-review' as const,
      severity: 'low' as const,
      remedy: 'Install it and scan again.',
      locations: [{ path: 'package-lock.json', line: 4 }],
    },
  }));
  const page = html.render(
    {
      ...VOICE,
      summary: { ...VOICE.summary, needsReview: 16, unknown: 16 },
      components: [...VOICE.components, ...absent.map((one) => one.component)],
      findings: [...VOICE.findings, ...absent.map((one) => one.finding)],
    },
    OPTIONS,
  );
  expect(page).toContain('Not installed: 2 packages, so their licenses were not read');
  expect(page).toContain('<dt>To review</dt><dd>14</dd>');
  expect(page).toContain('<dt>Not installed</dt><dd>2</dd>');
  expect(page.match(/Install it and scan again/g)).toHaveLength(1);
  const [, folded = ''] = page.split('2 packages that are not installed here');
  expect(folded).toContain('<th scope="row">far-1 1.0.0');
});
