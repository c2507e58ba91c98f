import type {
  Duty,
  Finding,
  OpenQuestion,
  Report,
  ReportComponent,
} from '../../src/model/report.ts';

const EMPTY_PROFILE: Report['profile'] = {
  name: 'saas',
  answers: {
    commercial: 'yes',
    production: 'yes',
    hosted: 'yes',
    distributed: 'no',
    proprietary: 'yes',
    research: 'no',
    modified: 'unknown',
    exposed: 'unknown',
  },
  scale: {},
  regions: {},
};

/** A report of nothing: a directory without any file of a known format. */
export const EMPTY: Report = {
  schemaVersion: 1,
  tool: { name: 'fineprint', version: '0.1.0', knowledge: '2026-11-20' },
  asOf: '2026-11-22',
  profile: EMPTY_PROFILE,
  summary: { components: 0, violations: 0, needsReview: 0, clear: 0, unknown: 0, waived: 0 },
  components: [],
  findings: [],
  duties: [],
  questions: [],
  diagnostics: [
    {
      code: 'empty-repository',
      level: 'info',
      message: 'No file here is of a format fineprint reads; is this the root of the repository?',
    },
  ],
  coverage: { claimed: 0, parsed: 0, failed: 0, byExtractor: {} },
};

/** A component as a report tells it; what a test does not care about is filled in. */
function sampleComponent(
  draft: Pick<ReportComponent, 'purl' | 'name'> & Partial<ReportComponent>,
): ReportComponent {
  return {
    kind: 'package',
    version: null,
    scope: 'runtime',
    relation: 'direct',
    role: 'library',
    seenAt: [{ path: 'package-lock.json' }],
    license: {
      status: 'unknown',
      expression: null,
      chosen: null,
      confidence: null,
      basis: [],
    },
    verdict: 'clear',
    ...draft,
  };
}

function npmComponent(name: string, license: string, line: number): ReportComponent {
  return sampleComponent({
    purl: `pkg:npm/${name}@1.0.0`,
    name,
    version: '1.0.0',
    seenAt: [{ path: 'package-lock.json', line }],
    license: {
      status: 'concluded',
      expression: license,
      chosen: license,
      confidence: 'high',
      basis: [
        {
          kind: 'declared',
          text: `license field says "${license}"`,
          path: 'package-lock.json',
          line,
        },
      ],
    },
  });
}

/** Everything is known and allowed. */
export const CLEAN: Report = {
  ...EMPTY,
  summary: { components: 3, violations: 0, needsReview: 0, clear: 3, unknown: 0, waived: 0 },
  components: [
    sampleComponent({
      purl: 'pkg:generic/tidy-app',
      kind: 'project',
      name: 'tidy-app',
      relation: 'self',
      role: 'application',
      seenAt: [{ path: 'package.json', line: 1 }],
      license: {
        status: 'concluded',
        expression: 'Apache-2.0',
        chosen: 'Apache-2.0',
        confidence: 'high',
        basis: [{ kind: 'detected', text: 'the text is Apache-2.0', path: 'LICENSE', line: 1 }],
      },
    }),
    npmComponent('fast-sum', 'MIT', 12),
    npmComponent('slow-sum', 'ISC', 20),
  ],
  diagnostics: [],
  coverage: {
    claimed: 2,
    parsed: 2,
    failed: 0,
    byExtractor: {
      'npm/package-json': { parsed: 1, failed: 0 },
      'npm/package-lock': { parsed: 1, failed: 0 },
    },
  },
};

const UNLICENSED = [
  'audio-ring',
  'bit-shuttle',
  'cue-points',
  'deep-pick',
  'ear-training',
  'fft-lite',
  'gain-stage',
  'hum-filter',
  'inline-wav',
  'jitter-buf',
  'key-ahead',
  'loud-norm',
] as const;

function missingLicense(name: string, i: number): Finding {
  return {
    fingerprint: (0xa000 + i).toString(16).padStart(16, '0'),
    rule: 'license-missing',
    title: 'No license is stated',
    verdict: 'needs-review',
    severity: 'medium',
    confidence: 'high',
    purl: `pkg:npm/${name}@1.0.0`,
    license: '',
    message: `Neither a license field nor a license text was found for ${name}; without one, nothing is granted.`,
    remedy: 'Install the dependencies and scan again, or ask its authors and assert the answer.',
    because: [{ kind: 'fact', text: 'no license field', path: 'package-lock.json', line: 40 + i }],
    locations: [{ path: 'package-lock.json', line: 40 + i }],
    questions: [],
    disposition: 'open',
  };
}

const XTTS: Finding = {
  fingerprint: '3f1c9a0b7e5d2468',
  rule: 'noncommercial-in-commercial-use',
  title: 'Non-commercial license in commercial use',
  verdict: 'violation',
  severity: 'critical',
  confidence: 'high',
  purl: 'pkg:huggingface/coqui/XTTS-v2',
  license: 'LicenseRef-CPML-1.0.0',
  message:
    'The license of coqui/XTTS-v2 allows non-commercial use only, of the model and of the speech it makes; this product is used for a business.',
  remedy:
    'Replace it by a model whose license allows commercial use; its licensor has closed, so no other license can be bought.',
  because: [
    {
      kind: 'clause',
      text: '§1 Non-commercial: no purpose that is meant to bring in money, directly or not',
      path: 'rules/licenses/cpml-1.0.0.yaml',
      line: 14,
    },
    { kind: 'answer', text: 'commercial (profile saas)' },
    {
      kind: 'fact',
      text: 'COQUI_TOS_AGREED=1 accepts its terms in a build',
      path: 'services/voice/Dockerfile',
      line: 9,
    },
  ],
  locations: [
    { path: 'services/voice/src/synthesis/providers/coqui/xtts_provider.py', line: 31 },
    { path: 'services/voice/Dockerfile', line: 12 },
  ],
  questions: [],
  disposition: 'open',
};

const REDIS: Finding = {
  fingerprint: '8b2d4e6f10a3c597',
  rule: 'service-license-exposed',
  title: 'Offered as a service under a service-copyleft or source-available license',
  verdict: 'needs-review',
  severity: 'high',
  confidence: 'medium',
  purl: 'pkg:docker/redis@7',
  license: 'RSALv2 OR SSPL-1.0',
  message:
    'redis:7 can be 7.4, under RSALv2 or SSPL-1.0: neither may be offered to customers as a service of its own.',
  remedy:
    'Pin redis:7.2.4, the last BSD-3-Clause release, take valkey/valkey, or say in fineprint.yaml that customers do not get its functionality.',
  because: [
    {
      kind: 'version',
      text: 'tag 7 moves: >=7.0.0 <7.4.0 is BSD-3-Clause, >=7.4.0 <8.0.0 is RSALv2 OR SSPL-1.0',
      path: 'compose.yaml',
      line: 8,
    },
    {
      kind: 'clause',
      text: 'RSALv2 Limitations: no managed service that gives third parties its functionality',
      path: 'rules/licenses/rsalv2.yaml',
      line: 11,
    },
    { kind: 'choice', text: 'RSALv2 is assumed, the milder of the two' },
  ],
  locations: [{ path: 'compose.yaml', line: 8 }],
  questions: ['exposed'],
  disposition: 'open',
};

const LLAMA: Finding = {
  fingerprint: 'c4a7001122334455',
  rule: 'user-threshold',
  title: 'More users than the license allows',
  verdict: 'needs-review',
  severity: 'low',
  confidence: 'high',
  purl: 'pkg:huggingface/meta-llama/Llama-3.1-8B-Instruct',
  license: 'LicenseRef-Llama-3.1',
  message: 'Above 700 million monthly active users on 2024-07-23 the license grants nothing.',
  remedy: 'State your number of users in fineprint.yaml.',
  because: [
    {
      kind: 'clause',
      text: '§2 Additional commercial terms: a license must be asked for above the limit',
      path: 'rules/licenses/llama-3.1.yaml',
      line: 30,
    },
  ],
  locations: [{ path: 'services/llm/config.yaml', line: 4 }],
  questions: ['mau'],
  disposition: 'open',
};

const WAIVED: Finding = {
  ...missingLicense('acme-theme', 60),
  fingerprint: 'dd00000000000001',
  purl: 'pkg:npm/acme-theme@2.1.0',
  message: 'Neither a license field nor a license text was found for acme-theme.',
  disposition: 'waived',
  waiver: {
    reason: 'our own theme, the field is being added',
    owner: 'dana@acme.example',
    until: '2027-03-01',
  },
};

const BASELINE: Finding = {
  ...missingLicense('old-glue', 61),
  fingerprint: 'dd00000000000002',
  purl: 'pkg:npm/old-glue@0.9.0',
  disposition: 'baseline',
};

const DUTIES: readonly Duty[] = [
  {
    purl: 'pkg:huggingface/meta-llama/Llama-3.1-8B-Instruct',
    license: 'LicenseRef-Llama-3.1',
    duty: 'display',
    text: 'Show “Built with Llama” prominently on a website, in the user interface or in the documentation.',
    because: '§1(b)(i) Redistribution and use',
  },
  {
    purl: 'pkg:huggingface/meta-llama/Llama-3.1-8B-Instruct',
    license: 'LicenseRef-Llama-3.1',
    duty: 'use-policy',
    text: 'Keep to the acceptable use policy of Llama 3.1.',
    because: '§1(b)(iv)',
  },
  {
    purl: 'pkg:npm/fast-sum@1.0.0',
    license: 'MIT',
    duty: 'notice',
    text: 'Keep the copyright notice and the license text in copies you give to others.',
    because: 'second paragraph',
  },
  {
    purl: 'pkg:npm/slow-sum@1.0.0',
    license: 'ISC',
    duty: 'notice',
    text: 'Keep the copyright notice and the license text in copies you give to others.',
    because: 'second paragraph',
  },
];

const QUESTIONS: readonly OpenQuestion[] = [
  {
    id: 'exposed@pkg:docker/redis',
    question:
      'docker/redis: Do your customers get its own functionality, so that what they use is, in substance, this software?',
    settles: [REDIS.fingerprint],
  },
  {
    id: 'scale.mau',
    question: 'How many monthly active users do you have, affiliates included?',
    settles: [LLAMA.fingerprint],
  },
];

const VOICE_COMPONENTS: readonly ReportComponent[] = [
  sampleComponent({
    purl: 'pkg:generic/voice-desk',
    kind: 'project',
    name: 'voice-desk',
    relation: 'self',
    role: 'application',
    seenAt: [{ path: 'package.json', line: 1 }],
    license: {
      status: 'concluded',
      expression: 'LicenseRef-proprietary',
      chosen: 'LicenseRef-proprietary',
      confidence: 'high',
      basis: [
        {
          kind: 'declared',
          text: 'license field says "UNLICENSED"',
          path: 'package.json',
          line: 4,
        },
      ],
    },
  }),
  sampleComponent({
    purl: XTTS.purl,
    kind: 'model',
    name: 'coqui/XTTS-v2',
    role: 'model-weights',
    seenAt: XTTS.locations,
    license: {
      status: 'concluded',
      expression: XTTS.license,
      chosen: XTTS.license,
      confidence: 'high',
      basis: [
        {
          kind: 'curated',
          text: 'all versions of coqui/XTTS-v2 are under the Coqui Public Model License 1.0.0',
          path: 'rules/models/coqui.yaml',
          line: 7,
        },
      ],
    },
    verdict: 'violation',
  }),
  sampleComponent({
    purl: REDIS.purl,
    kind: 'image',
    name: 'redis',
    version: '7',
    role: 'service',
    seenAt: REDIS.locations,
    license: {
      status: 'concluded',
      expression: REDIS.license,
      chosen: 'RSALv2',
      confidence: 'medium',
      basis: [
        {
          kind: 'curated',
          text: 'redis 7.4 to 7.8 is under RSALv2 or SSPL-1.0',
          path: 'rules/products/redis.yaml',
          line: 12,
        },
      ],
    },
    verdict: 'needs-review',
  }),
  sampleComponent({
    purl: LLAMA.purl,
    kind: 'model',
    name: 'meta-llama/Llama-3.1-8B-Instruct',
    role: 'model-weights',
    seenAt: LLAMA.locations,
    license: {
      status: 'concluded',
      expression: LLAMA.license,
      chosen: LLAMA.license,
      confidence: 'high',
      basis: [
        { kind: 'curated', text: 'Llama 3.1 models', path: 'rules/models/meta.yaml', line: 20 },
      ],
    },
    verdict: 'needs-review',
  }),
  npmComponent('fast-sum', 'MIT', 12),
  npmComponent('slow-sum', 'ISC', 20),
  sampleComponent({
    purl: 'pkg:pypi/tone-kit@0.3.0',
    name: 'tone-kit',
    version: '0.3.0',
    seenAt: [1, 2, 3, 4].map((line) => ({ path: 'services/voice/requirements.txt', line })),
    license: {
      status: 'concluded',
      expression: 'BSD-3-Clause',
      chosen: 'BSD-3-Clause',
      confidence: 'medium',
      basis: [
        {
          kind: 'asserted',
          text: 'answered by its author in writing',
          path: 'fineprint.yaml',
          line: 9,
          by: 'dana@acme.example',
        },
      ],
    },
  }),
  sampleComponent({ purl: WAIVED.purl, name: 'acme-theme', version: '2.1.0' }),
  sampleComponent({ purl: BASELINE.purl, name: 'old-glue', version: '0.9.0' }),
  ...UNLICENSED.map((name, i) =>
    sampleComponent({
      purl: `pkg:npm/${name}@1.0.0`,
      name,
      version: '1.0.0',
      seenAt: [{ path: 'package-lock.json', line: 40 + i }],
      verdict: 'needs-review',
    }),
  ),
];

/** A voice product with a bit of everything. */
export const VOICE: Report = {
  ...EMPTY,
  profile: {
    ...EMPTY_PROFILE,
    scale: { 'revenue-year': 1_200_000 },
    regions: { established: ['DE'], served: ['EU', 'US'] },
  },
  summary: { components: 21, violations: 1, needsReview: 14, clear: 6, unknown: 14, waived: 2 },
  components: VOICE_COMPONENTS,
  findings: [...UNLICENSED.map(missingLicense), LLAMA, REDIS, WAIVED, BASELINE, XTTS],
  duties: DUTIES,
  questions: QUESTIONS,
  diagnostics: [
    {
      code: 'unresolved-reference',
      level: 'warning',
      message:
        'The image name holds a variable without a default; set it in .env or pin the image.',
      path: 'compose.yaml',
      line: 21,
    },
    {
      code: 'malformed-file',
      level: 'error',
      message: 'Not JSON: a comma is missing at line 88; repair or regenerate the file.',
      path: 'tools/legacy/package-lock.json',
      line: 88,
    },
    {
      code: 'include-missing',
      level: 'info',
      message: 'requirements-gpu.txt is included and not in the tree.',
      path: 'services/voice/requirements.txt',
      line: 9,
    },
  ],
  coverage: {
    claimed: 9,
    parsed: 8,
    failed: 1,
    byExtractor: {
      'container/compose': { parsed: 1, failed: 0 },
      'model/python-source': { parsed: 3, failed: 0 },
      'npm/package-lock': { parsed: 1, failed: 1 },
      'python/requirements': { parsed: 3, failed: 0 },
    },
  },
};

/** Every sample, by the name of its goldens. */
export const SAMPLES: Readonly<Record<string, Report>> = {
  voice: VOICE,
  clean: CLEAN,
  empty: EMPTY,
};

/**
 * Words that try to act on whatever shows them: a terminal, a page, a table, a line of a log.
 * Controls are written as escapes, so that this file itself is harmless.
 */
const HOSTILE =
  'a\u001b[2Jb\u0007\u009b31m\u202egpj.\u200bx\r\nFAKE <script>alert(1)</script> "q" \'s\' [l](javascript:x) |`';

/** The rich sample with hostile words in every place that scanned content can reach. */
export function hostileReport(): Report {
  return {
    ...VOICE,
    profile: { ...VOICE.profile, name: HOSTILE, answers: { [HOSTILE]: 'yes' } },
    components: VOICE.components.map((component) => ({
      ...component,
      name: HOSTILE,
      version: HOSTILE,
      seenAt: [{ path: HOSTILE, line: 1 }],
      license: {
        ...component.license,
        expression: HOSTILE,
        chosen: 'MIT',
        basis: [{ kind: 'declared', text: HOSTILE, path: HOSTILE, by: HOSTILE }],
      },
    })),
    findings: VOICE.findings.map((finding) => ({
      ...finding,
      rule: HOSTILE,
      title: HOSTILE,
      license: HOSTILE,
      message: HOSTILE,
      remedy: HOSTILE,
      because: [{ kind: 'fact', text: HOSTILE, path: HOSTILE }],
      locations: [{ path: HOSTILE, line: 3 }],
      ...(finding.waiver ? { waiver: { reason: HOSTILE, owner: HOSTILE, until: HOSTILE } } : {}),
    })),
    duties: VOICE.duties.map((duty) => ({
      ...duty,
      license: HOSTILE,
      duty: HOSTILE,
      text: HOSTILE,
      because: HOSTILE,
    })),
    questions: [{ id: `exposed@${HOSTILE}`, question: HOSTILE, settles: [REDIS.fingerprint] }],
    diagnostics: VOICE.diagnostics.map((entry) => ({ ...entry, message: HOSTILE, path: HOSTILE })),
  };
}
