{{- define "weft.name" -}}
{{- $name := ternary .Release.Name (printf "%s-weft" .Release.Name) (contains "weft" .Release.Name) -}}
{{- $name | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- /* Of a service: the chart's root and the service's name, as a list. */}}
{{- define "weft.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: weft
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "weft.labels" -}}
{{- $root := index . 0 -}}
{{ include "weft.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version }}
{{- end }}

{{- define "weft.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (include "weft.name" .) }}
{{- end }}
