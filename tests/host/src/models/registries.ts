/** Fills the registries that Grafana's front end fills at its start. What they hold is real, their choice is a model. */
import {
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  type TransformerRegistryItem,
} from '@grafana/data';

import { standardFieldOptions } from './fieldOptions';

/** The transformations that the page uses. */
function transformers(): TransformerRegistryItem[] {
  const used = [standardTransformers.filterByValueTransformer, standardTransformers.filterFieldsTransformer];
  return used.map((transformation) => ({
    id: transformation.id,
    name: transformation.name,
    description: transformation.description,
    transformation: () => Promise.resolve(transformation),
    // Only Grafana's transformation editor would ask for these.
    editor: () => null,
    imageDark: '',
    imageLight: '',
  }));
}

export function installRegistries(): void {
  standardFieldConfigEditorRegistry.setInit(standardFieldOptions);
  standardTransformersRegistry.setInit(transformers);
}
