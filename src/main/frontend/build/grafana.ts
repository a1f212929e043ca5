// What Grafana's own published types say a dashboard's JSON may be, for the kinds of panel that ours has.
import type {
  Dashboard,
  FieldConfig,
  FieldConfigSource,
  Panel,
  RowPanel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type * as heatmap from '@grafana/grafana-foundation-sdk/heatmap';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import type * as units from '@grafana/grafana-foundation-sdk/units';

/** As it is written: an enum by its values, and nothing that can be called. */
type Json<T> = T extends string
  ? `${T}`
  : T extends (infer E)[]
    ? Json<E>[]
    : T extends object
      ? { [K in keyof T as T[K] extends (...given: never[]) => unknown ? never : K]: Json<T[K]> }
      : T;

/** Grafana fills in what a panel leaves out of its options. */
type Partly<T> = T extends (infer E)[] ? E[] : T extends object ? { [K in keyof T]?: Partly<T[K]> } : T;

type Unit = (typeof units)[keyof typeof units];

type Queries<Type extends string, Options, Custom> = Omit<
  Json<Panel>,
  'type' | 'options' | 'fieldConfig' | 'targets'
> & {
  type: Type;
  options: Partly<Json<Options>>;
  fieldConfig: {
    defaults: Omit<Json<FieldConfig>, 'custom' | 'unit'> & { custom?: Partly<Json<Custom>>; unit: Unit };
    overrides: Json<FieldConfigSource['overrides']>;
  };
  targets: Json<Dataquery>[];
};

/** Its options are not published. */
type Alerts = Omit<Json<Panel>, 'type'> & { type: 'alertlist' };

export type GrafanaDashboard = Omit<Json<Dashboard>, 'panels'> & {
  panels: (
    | (Json<RowPanel> & { type: 'row' })
    | Queries<'stat', stat.Options, Record<string, never>>
    | Queries<'timeseries', timeseries.Options, timeseries.FieldConfig>
    | Queries<'heatmap', heatmap.Options, heatmap.FieldConfig>
    | Alerts
  )[];
};
