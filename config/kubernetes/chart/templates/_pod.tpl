{{/* The template of the exporter's pod. */}}
{{- define "exporter.podTemplate" -}}
metadata:
  labels:
    {{- include "exporter.labelsWith" (dict "root" . "labels" .Values.podLabels) | nindent 4 }}
  annotations:
    kubectl.kubernetes.io/default-container: exporter
    {{- if not (or .Values.demo .Values.existingConfigMap) }}
    checksum/config: {{ include "exporter.config" . | sha256sum }}
    {{- end }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "exporter.serviceAccountName" . | quote }}
  automountServiceAccountToken: {{ .Values.standby }}
  enableServiceLinks: false
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: exporter
      image: {{ include "exporter.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      args:
        {{- if .Values.demo }}
        - demo
        {{- else }}
        - serve
        - --config.file=/etc/smart-connect-exporter/exporter.conf
        {{- if .Values.enableLifecycle }}
        - --web.enable-lifecycle
        {{- end }}
        {{- end }}
        {{- if include "exporter.isSharded" . }}
        - --shard-from-hostname
        - --total-shards={{ .Values.shards }}
        {{- end }}
        {{- if .Values.standby }}
        - --ha.lease={{ include "exporter.lease" . }}
        {{- end }}
        - --web.listen-address=:10052
        - --web.telemetry-path=/metrics
        {{- if .Values.webConfig.existingSecret }}
        - --web.config.file={{ include "exporter.webDirectory" . }}/web-config.yml
        {{- end }}
        {{- range .Values.extraArgs }}
        - {{ . | quote }}
        {{- end }}
      {{- if or .Values.extraEnv .Values.workloadIdentity.idpId }}
      env:
        {{- with .Values.workloadIdentity.idpId }}
        - name: HUAWEICLOUD_SDK_IDP_ID
          value: {{ . | quote }}
        - name: HUAWEICLOUD_SDK_ID_TOKEN_FILE
          value: {{ include "exporter.identityDirectory" $ }}/token
        {{- end }}
        {{- with .Values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- end }}
      {{- with .Values.envFrom }}
      envFrom:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      ports:
        - name: metrics
          containerPort: 10052
      startupProbe:
        {{- include "exporter.probe" (dict "root" . "path" "/-/healthy") | nindent 8 }}
        periodSeconds: 2
        timeoutSeconds: 5
        failureThreshold: 30
      livenessProbe:
        {{- include "exporter.probe" (dict "root" . "path" "/-/healthy") | nindent 8 }}
        periodSeconds: 20
        timeoutSeconds: 5
      readinessProbe:
        {{- include "exporter.probe" (dict "root" . "path" "/-/ready") | nindent 8 }}
        periodSeconds: 5
        timeoutSeconds: 5
      {{- with .Values.resources }}
      resources:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.securityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        {{- if .Values.webConfig.existingSecret }}
        - name: web
          mountPath: {{ include "exporter.webDirectory" . }}
          readOnly: true
        {{- end }}
        {{- if not .Values.demo }}
        - name: state
          mountPath: /var/lib/smart-connect-exporter
        - name: config
          mountPath: /etc/smart-connect-exporter
          readOnly: true
        {{- if .Values.workloadIdentity.idpId }}
        - name: identity
          mountPath: {{ include "exporter.identityDirectory" . }}
          readOnly: true
        {{- end }}
        {{- if .Values.existingSecret }}
        - name: secret
          mountPath: {{ include "exporter.secretDirectory" . }}
          readOnly: true
        {{- end }}
        {{- end }}
        {{- with .Values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    {{- with .Values.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: 64Mi
    {{- with .Values.webConfig.existingSecret }}
    - name: web
      secret:
        secretName: {{ . | quote }}
        defaultMode: 0440
    {{- end }}
    {{- if not .Values.demo }}
    {{- if not .Values.persistence.enabled }}
    - name: state
      emptyDir:
        sizeLimit: {{ .Values.persistence.size }}
    {{- else if not (include "exporter.isSharded" .) }}
    - name: state
      persistentVolumeClaim:
        claimName: {{ include "exporter.claimName" . | quote }}
    {{- end }}
    - name: config
      configMap:
        name: {{ include "exporter.configMapName" . | quote }}
    {{- if .Values.workloadIdentity.idpId }}
    - name: identity
      projected:
        defaultMode: 0440
        sources:
          - serviceAccountToken:
              audience: {{ .Values.workloadIdentity.audience | quote }}
              expirationSeconds: 3600
              path: token
    {{- end }}
    {{- if .Values.existingSecret }}
    - name: secret
      secret:
        secretName: {{ .Values.existingSecret | quote }}
        defaultMode: 0440
    {{- end }}
    {{- end }}
    {{- with .Values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if .Values.affinity }}
  affinity:
    {{- toYaml .Values.affinity | nindent 4 }}
  {{- else if .Values.standby }}
  affinity:
    podAntiAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 100
          podAffinityTerm:
            topologyKey: kubernetes.io/hostname
            labelSelector:
              matchLabels:
                {{- include "exporter.selectorLabels" . | nindent 16 }}
  {{- end }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
{{- end -}}
