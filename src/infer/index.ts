import type { Tagger } from '../types.ts'
import type { Model } from './models.ts'

export { findModel, type Model } from './models.ts'
export { tagReading } from './reading.ts'

/** The tagger of a model. What runs it is loaded now, not before: rules need none of it. */
export const loadTagger = async (model: Model): Promise<Tagger> => (await import('./tagger.ts')).loadTagger(model)
