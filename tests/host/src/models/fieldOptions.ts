/**
 * Model of Grafana's registry of standard field options: npm has the registry, but not its items.
 *
 * An option that is not registered never reaches a field, whatever a panel's field config says. Registered here are
 * those that the page's panels use.
 */
import { FieldColorModeId, type FieldConfigPropertyItem, identityOverrideProcessor } from '@grafana/data';

const standard: Record<string, unknown> = {
  unit: undefined,
  decimals: undefined,
  min: undefined,
  max: undefined,
  displayName: undefined,
  noValue: undefined,
  color: { mode: FieldColorModeId.PaletteClassic },
};

export function standardFieldOptions(): FieldConfigPropertyItem[] {
  return Object.entries(standard).map(([id, defaultValue]) => fieldOption(id, defaultValue));
}

/** An option that can be set, and not edited: the page has no panel editor. */
export function fieldOption(id: string, defaultValue?: unknown): FieldConfigPropertyItem {
  return {
    id,
    path: id,
    name: id,
    defaultValue,
    editor: () => null,
    override: () => null,
    process: identityOverrideProcessor,
    shouldApply: () => true,
  };
}
