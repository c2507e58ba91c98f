import type { Extractor } from '../model/extractor.ts';
import { compose } from './container/compose.ts';
import { dockerfile } from './container/dockerfile.ts';
import { modelCard } from './model/card.ts';
import { modelCompose } from './model/compose.ts';
import { modelJavascript } from './model/javascript.ts';
import { modelModelfile } from './model/modelfile.ts';
import { modelNotebook } from './model/notebook.ts';
import { modelPython } from './model/python.ts';
import { modelShell } from './model/shell.ts';
import { bunLock } from './npm/bun-lock.ts';
import { npmInstalled } from './npm/installed.ts';
import { packageJson } from './npm/package-json.ts';
import { packageLock } from './npm/package-lock.ts';
import { pnpmLock } from './npm/pnpm-lock.ts';
import { yarnLock } from './npm/yarn-lock.ts';
import { pythonBundled } from './python/bundled.ts';
import { pythonInstalled } from './python/installed.ts';
import { pythonPdmLock } from './python/pdm-lock.ts';
import { pythonPipfile } from './python/pipfile.ts';
import { pythonPipfileLock } from './python/pipfile-lock.ts';
import { pythonPoetryLock } from './python/poetry-lock.ts';
import { pythonPylock } from './python/pylock.ts';
import { pythonPyproject } from './python/pyproject.ts';
import { pythonRequirements } from './python/requirements.ts';
import { pythonScript } from './python/script.ts';
import { pythonSetupCfg } from './python/setup-cfg.ts';
import { pythonUvLock } from './python/uv-lock.ts';

/** Every extractor, one line each, sorted by id. */
export const EXTRACTORS: readonly Extractor[] = [
  compose,
  dockerfile,
  modelCard,
  modelCompose,
  modelJavascript,
  modelModelfile,
  modelNotebook,
  modelPython,
  modelShell,
  bunLock,
  npmInstalled,
  packageJson,
  packageLock,
  pnpmLock,
  yarnLock,
  pythonBundled,
  pythonInstalled,
  pythonPdmLock,
  pythonPipfile,
  pythonPipfileLock,
  pythonPoetryLock,
  pythonPylock,
  pythonPyproject,
  pythonRequirements,
  pythonScript,
  pythonSetupCfg,
  pythonUvLock,
];
