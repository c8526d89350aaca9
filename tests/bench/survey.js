/** The same questionnaire for survey-core, as its documentation has an author write it. */

import { Model } from 'survey-core'

const ids = Array.from({ length: 36 }, (_, at) => at + 1)
const term = (n) => n % 3 === 0 ? `8 - {i${n}}` : `{i${n}}`
const mean = (odd) => `avg(${ids.filter((n) => n % 2 === odd).map(term).join(', ')})`

export const definition = {
  elements: ids.map((n) => ({
    type: 'radiogroup', name: `i${n}`, title: `Statement ${n}.`, choices: [1, 2, 3, 4, 5, 6, 7]
  })),
  calculatedValues: [
    { name: 'first', expression: mean(1), includeIntoResult: true },
    { name: 'second', expression: mean(0), includeIntoResult: true }
  ]
}

export function newModel () {
  return new Model(definition)
}

/** Both means of one set of responses. */
export function scoreSurvey (model, responses) {
  model.data = responses
  return [model.getVariable('first') ?? model.data.first, model.getVariable('second') ?? model.data.second]
}
