import { defineConfig, globalIgnores } from 'eslint/config';

// ESLint configuration provided by Grafana scaffolding
import baseConfig from './.config/eslint.config.mjs';

export default defineConfig([globalIgnores(['.config/', 'coverage/']), ...baseConfig]);
