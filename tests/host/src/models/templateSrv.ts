/**
 * Model of Grafana's `TemplateSrv`.
 *
 * Inside a scene the real interpolation of `@grafana/scenes` does the work: a request carries its scene object in
 * `scopedVars`, and Grafana's own service hands over to scenes in the same way. Elsewhere only `scopedVars` are known.
 */
import type { ScopedVars } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';
import { sceneGraph, SceneObjectBase } from '@grafana/scenes';

// $name, [[name]] and ${name}: the three spellings that Grafana knows.
const VARIABLE = /\$(\w+)|\[\[(\w+)(?::\w+)?\]\]|\$\{(\w+)(?:[.:][^}]*)?\}/g;

export const templateSrv: TemplateSrv = {
  replace(target = '', scopedVars: ScopedVars = {}, format) {
    const scene = sceneObjectOf(scopedVars);
    if (scene) {
      return sceneGraph.interpolate(scene, target, scopedVars, format as Parameters<typeof sceneGraph.interpolate>[3]);
    }
    return target.replace(VARIABLE, (match: string, ...names: string[]) => {
      const name = names.slice(0, 3).find(Boolean) ?? '';
      const value: unknown = scopedVars[name]?.value;
      return value === undefined ? match : String(value);
    });
  },
  containsTemplate: (target = '') => target.search(VARIABLE) >= 0,
  getVariables: () => [],
  updateTimeRange: () => undefined,
};

function sceneObjectOf(scopedVars: ScopedVars): SceneObjectBase | undefined {
  const held: unknown = scopedVars.__sceneObject?.value?.valueOf();
  return held instanceof SceneObjectBase ? held : undefined;
}
