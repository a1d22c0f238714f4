package dev.fairlead.catalog;

import java.util.Arrays;
import java.util.List;

/** The environment variables that Fairlead's programs read. */
public enum Setting {
  ENVIRONMENT(
      Reader.FUNCTION, Need.REQUIRED, "Name of the environment; environments share nothing."),
  BUCKET(Reader.FUNCTION, Need.REQUIRED, "Name of the bucket where blobs are."),
  TABLE_PREFIX(
      Reader.FUNCTION,
      Need.DEFAULTED,
      "What a table's name starts with; fairlead-<environment>- unless given."),
  QUEUE_PREFIX(
      Reader.FUNCTION,
      Need.DEFAULTED,
      "What a queue's name starts with; fairlead-<environment>- unless given."),
  DYNAMODB_ENDPOINT(
      Reader.FUNCTION, Need.DEFAULTED, "Address of an emulator; AWS's own unless given."),
  SQS_ENDPOINT(Reader.FUNCTION, Need.DEFAULTED, "Address of an emulator; AWS's own unless given."),
  S3_ENDPOINT(Reader.FUNCTION, Need.DEFAULTED, "Address of an emulator; AWS's own unless given."),
  SSM_ENDPOINT(Reader.FUNCTION, Need.DEFAULTED, "Address of an emulator; AWS's own unless given."),
  CLOUDFORMATION_ENDPOINT(
      Reader.FUNCTION, Need.DEFAULTED, "Address of an emulator; AWS's own unless given."),
  RETENTION_DAYS(
      Reader.REAPER, Need.REQUIRED, "Days from an agenda's end to its deletion, 1 to 3650."),
  REAPER_DRY_RUN(
      Reader.REAPER,
      Need.REQUIRED,
      "true: what is old is counted in the log, and not deleted; else false."),
  KUBECONFIG_SECRET(
      Reader.LAUNCHER,
      Need.DEFAULTED,
      "Names the secret that holds the kubeconfig of the cluster where pods run, as in"
          + " operators/kubeconfig: a customer, and its secret. No cluster unless this is given, or"
          + " FAIRLEAD_EKS_CLUSTER."),
  EKS_CLUSTER(
      Reader.LAUNCHER,
      Need.DEFAULTED,
      "Name of the EKS cluster where pods run, which knows the function's role; comes with its"
          + " endpoint and certificate authority, and without FAIRLEAD_KUBECONFIG_SECRET."),
  EKS_ENDPOINT(
      Reader.LAUNCHER,
      Need.DEFAULTED,
      "Address of that cluster's API server; comes with its name."),
  EKS_CERTIFICATE_AUTHORITY(
      Reader.LAUNCHER,
      Need.DEFAULTED,
      "Who signs that server's certificate, in Base64, as EKS says it; comes with its name."),
  EKS_REGION(
      Reader.LAUNCHER, Need.DEFAULTED, "AWS region of that cluster; the function's unless given."),
  POD_NAMESPACES(
      Reader.LAUNCHER,
      Need.DEFAULTED,
      "Namespaces where pods may be, with commas between them; wherever that cluster's user may"
          + " look unless given."),
  WORK_QUEUE_URL(Reader.WORKER, Need.REQUIRED, "Address of the queue that work is taken from."),
  COMPLETION_QUEUE_URL(Reader.WORKER, Need.REQUIRED, "Address of the queue that reports go to."),
  PARENT_PID(
      Reader.WORKER, Need.DEFAULTED, "Process with which the worker ends; none unless given."),
  WATCH_NAMESPACES(
      Reader.WATCHER,
      Need.DEFAULTED,
      "Namespaces whose pods are watched, with commas between them; all of the cluster unless"
          + " given."),
  WATCH_SECONDS(
      Reader.WATCHER,
      Need.DEFAULTED,
      "How often all pods are looked at, beside what the watch tells, 5 to 600; 20 unless given."),
  HEALTH_PORT(
      Reader.WATCHER,
      Need.DEFAULTED,
      "Where probes are answered, 0 for any that is free; 8080 unless given."),
  URL(
      Reader.COMMAND_LINE,
      Need.DEFAULTED,
      "Address of the server; the running dev server's unless given."),
  TOKEN(
      Reader.COMMAND_LINE,
      Need.DEFAULTED,
      "API token, a secret; the running dev server's unless given."),
  CONFIG_HOME(
      Reader.COMMAND_LINE,
      Need.DEFAULTED,
      "Folder where a running dev server is noted; ~/.fairlead unless given."),
  HTTP_PRIVATE(
      Reader.COMMAND_LINE,
      Need.DEFAULTED,
      "false: operations of the embedded stack call no addresses of this machine and of private"
          + " networks, as on AWS; they do unless given."),
  HOME(Reader.PROGRAM, Need.REQUIRED, "The checkout; set by ./fairlead."),
  JAVA(Reader.PROGRAM, Need.REQUIRED, "The java that runs the program; set by ./fairlead.");

  /** Who reads a setting. */
  public enum Reader {
    /** The functions on AWS. */
    FUNCTION,
    /** The data-object reaper on AWS, beside those of all functions. */
    REAPER,
    /** The launcher, monitor and reaper of pods on AWS, beside those of all functions. */
    LAUNCHER,
    /** The queue worker's image. */
    WORKER,
    /** The cluster watcher's image, beside those of all functions. */
    WATCHER,
    /** Whoever calls the command line. */
    COMMAND_LINE,
    /** The command line and the bench, from the script that starts them. */
    PROGRAM
  }

  /** Whether a program starts without the setting. */
  public enum Need {
    /** It refuses to start. */
    REQUIRED,
    /** It takes what is said in {@link #meaning}. */
    DEFAULTED
  }

  private static final String PREFIX = "FAIRLEAD_";

  private final Reader reader;
  private final Need need;
  private final String meaning;

  Setting(Reader reader, Need need, String meaning) {
    this.reader = reader;
    this.need = need;
    this.meaning = meaning;
  }

  /** Name of the environment variable. */
  public String variable() {
    return PREFIX + name();
  }

  public Reader reader() {
    return reader;
  }

  public Need need() {
    return need;
  }

  /** What it sets, in a sentence. */
  public String meaning() {
    return meaning;
  }

  /** The settings that a reader knows, in the order in which they are declared. */
  public static List<Setting> of(Reader reader) {
    return Arrays.stream(values()).filter(setting -> setting.reader == reader).toList();
  }
}
