/** What the linter asks of our scripts, beyond what the type checker (tsconfig.json) sees. */

import js from '@eslint/js'
import globals from 'globals'

const NODE = ['quiz/runtime/engine.js', '**/test/**', 'tests/**', '*.config.js']

export default [
  { files: ['**/*.js'] },
  { ignores: ['build/', 'site/', '.venv/', '**/node_modules/', 'tests/gate/', 'tests/bench/'] },
  js.configs.recommended,
  {
    ignores: NODE,
    languageOptions: { globals: globals.browser }
  },
  {
    files: NODE,
    languageOptions: { globals: globals.node }
  },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'no-alert': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-param-reassign': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(AssignmentExpression, CallExpression) MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
          message: 'Pages allow no markup from scripts (Trusted Types): copy a template of the page, or set textContent.'
        }
      ],
      'no-shadow': 'error',
      'no-throw-literal': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'off'
    }
  }
]
